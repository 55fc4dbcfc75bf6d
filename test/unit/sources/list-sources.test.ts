import { expect, test } from 'vitest';
import { listSources } from '../../../src/sources/list-sources.ts';
import { sampleSource } from '../../support/connections.ts';
import { memorySources } from '../../support/fakes/memory/sources.ts';

test('shows one’s own', async () => {
  const own = sampleSource();
  const list = listSources(memorySources(own, sampleSource()));
  expect(await list(own.workspaceId, { activeOnly: true }, { limit: 5 })).toMatchObject({
    items: [{ source_id: own.sourceId, last_sync_at: null }],
    cursor: null,
  });
});
