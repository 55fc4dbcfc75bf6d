import { expect, test } from 'vitest';
import { listTemplates } from '../../../src/templates/list-templates.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { worldOfTemplates } from './template-world.ts';

test('a workspace lists its own, newest first, drafts when asked for', async () => {
  const it = worldOfTemplates();
  await it.make({ name: 'First' });
  await it.make({ name: 'Second', is_draft: true });
  const list = async (filter: object, workspaceId = it.key.workspaceId) => {
    const query = { includeDrafts: true, ...filter };
    const { items } = await listTemplates(it.ports)(workspaceId, query, { limit: 10 });
    return items.map(({ name }) => name).sort();
  };
  expect(await list({})).toEqual(['First', 'Second']);
  expect(await list({ includeDrafts: false })).toEqual(['First']);
  expect(await list({ search: 'SEC' })).toEqual(['Second']);
  expect(await list({}, newWorkspaceId())).toEqual([]);
});
