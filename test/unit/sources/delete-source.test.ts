import { expect, test } from 'vitest';
import { deleteSource } from '../../../src/sources/delete-source.ts';
import { NOW, person, request, sampleSource } from '../../support/connections.ts';
import { memorySources } from '../../support/fakes/memory/sources.ts';

test('one is forgotten by its own workspace alone, and the log says so', async () => {
  const caller = person();
  const source = sampleSource({ workspaceId: caller.workspaceId });
  const { sources, rows, entries } = memorySources(source);
  const remove = deleteSource({ sources, clock: () => NOW });
  const foreign = remove(person(), source.sourceId, request());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  await remove(caller, source.sourceId, request());
  expect(rows.size).toBe(0);
  expect(entries).toMatchObject([{ action: 'source.delete', target: source.sourceId }]);
});
