import { expect, test } from 'vitest';
import { auditEntity } from '../../../src/adapters/dynamodb/audit/audit-entity.ts';
import { auditLog } from '../../../src/adapters/dynamodb/audit/audit-log.ts';
import { auditEntry, type Change } from '../../../src/audit/entry.ts';
import { listAudit } from '../../../src/audit/list-audit.ts';
import type { Person } from '../../../src/kernel/http/route.ts';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();
const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

const ada = (): Person => ({
  kind: 'person',
  userId: newId('user', NOON),
  workspaceId: trustedWorkspaceId(newId('workspace', NOON)),
  role: 'owner',
  isOperator: false,
  sessionId: newId('session', NOON),
});

/** Changes a minute apart, the first at noon. */
async function changed(caller: Person, changes: readonly Change[]) {
  const request = { requestId: 'req-1', ip: '192.0.2.1' };
  for (const [index, change] of changes.entries()) {
    const { entryId, ...entry } = auditEntry(caller, request, change, NOON + index * MINUTE);
    await auditEntity(table())
      .create({ entryId, ...entry })
      .go();
  }
}

const asked = (caller: Person, filter = {}, page = { limit: 20 }) =>
  listAudit({ log: auditLog(table()) })(caller.workspaceId, filter, page);

const targets = async (...asking: Parameters<typeof asked>) =>
  (await asked(...asking)).items.map(({ target }) => target);

const renamed = (target: string): Change => ({
  action: 'workspace.change',
  target,
  before: { name: 'A', time_zone: 'UTC' },
  after: { name: 'B', time_zone: 'UTC' },
});

test('shows what was changed, newest first, of this workspace alone', async () => {
  const [caller, other] = [ada(), ada()];
  await changed(caller, [renamed('a'), { action: 'member.remove', target: 'b', before: { x: 1 } }]);
  await changed(other, [renamed('c')]);
  expect(await targets(caller)).toEqual(['b', 'a']);
  const [removed, change] = (await asked(caller)).items;
  expect(removed).toMatchObject({ before: { x: 1 }, after: null, actor: caller.userId });
  expect(change).toMatchObject({
    at: new Date(NOON).toISOString(),
    before: { name: 'A' },
    after: { name: 'B' },
    ...{ request_id: 'req-1', ip: '192.0.2.1' },
  });
});

test('pages without gaps or repeats, also while more is written', async () => {
  const caller = ada();
  await changed(caller, ['a', 'b', 'c', 'd', 'e'].map(renamed));
  const first = await asked(caller, {}, { limit: 2 });
  await changed(caller, ['f'].map(renamed));
  const seen = [...first.items];
  for (let cursor = first.cursor; cursor; ) {
    const page = await listAudit({ log: auditLog(table()) })(
      caller.workspaceId,
      {},
      { limit: 2, cursor },
    );
    seen.push(...page.items);
    cursor = page.cursor;
  }
  expect(seen.map(({ target }) => target)).toEqual(
    expect.arrayContaining(['e', 'd', 'c', 'b', 'a']),
  );
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
});

const at = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();

test.each([
  { name: 'an action', filter: { action: 'member.remove' as const }, expected: ['c'] },
  { name: 'a target', filter: { target: 'a' }, expected: ['a'] },
  { name: 'somebody else', filter: { actor: 'operator' }, expected: [] },
  { name: 'a time on', filter: { from: at(1) }, expected: ['d', 'c', 'b'] },
  { name: 'a time back', filter: { to: at(1) }, expected: ['b', 'a'] },
  { name: 'a span', filter: { from: at(1), to: at(2) }, expected: ['c', 'b'] },
  { name: 'a span that ends before it begins', filter: { from: at(2), to: at(1) }, expected: [] },
  { name: 'the year 1', filter: { to: '0001-01-01T00:00:00Z' }, expected: [] },
])('finds those of $name', async ({ filter, expected }) => {
  const caller = ada();
  const removed: Change = { action: 'member.remove', target: 'c' };
  await changed(caller, [renamed('a'), renamed('b'), removed, renamed('d')]);
  expect(await targets(caller, filter)).toEqual(expected);
});

test('reads no further back than the target or the actor is old', async () => {
  const caller = ada();
  const asking: unknown[] = [];
  const log: Parameters<typeof listAudit>[0]['log'] = {
    async list(_workspace, filter) {
      asking.push(filter);
      return { items: [], cursor: null };
    },
  };
  const list = listAudit({ log });
  const recordingId = newId('recording', NOON + MINUTE);
  await list(caller.workspaceId, { target: recordingId, actor: caller.userId }, { limit: 1 });
  await list(caller.workspaceId, { target: recordingId, from: at(5) }, { limit: 1 });
  await list(caller.workspaceId, { actor: 'operator' }, { limit: 1 });
  expect(asking).toMatchObject([{ from: NOON + MINUTE }, { from: NOON + 5 * MINUTE }, { from: 0 }]);
});
