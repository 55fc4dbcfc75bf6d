import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { idempotencyRecords } from '../../../src/adapters/dynamodb/kernel/idempotency-records.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../../src/kernel/http/idempotency.ts';
import { trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { startTable } from '../../support/table.ts';

const workspaceId = trustedWorkspaceId(`wsp_${'0'.repeat(26)}`);
const answer = { status: 201, headers: { location: '/v1/notes/n1' }, body: '{"id":"n1"}' };

let stop: () => Promise<void>;
let store: IdempotencyStore;
let now = 0;
let scopes = 0;
let record: IdempotencyRecord;

beforeAll(async () => {
  const started = await startTable();
  stop = started.stop;
  store = idempotencyRecords(started.table, () => now);
});
afterAll(() => stop());
beforeEach(() => {
  now = Date.UTC(2026, 10, 20);
  scopes += 1;
  record = {
    workspaceId,
    scope: `scope-${scopes}`,
    fingerprint: 'f',
    holder: 'req-1',
    operationId: 'op-1',
    lockedUntilMilliseconds: now + 35_000,
    expiresAtSeconds: now / 1000 + 86_400,
  };
});

const other = () => ({ ...record, holder: 'req-2', operationId: 'op-2' });

test('of 50 parallel inserts exactly one finds nothing', async () => {
  const all = Array.from({ length: 50 }, (_, index) => ({ ...record, holder: `req-${index}` }));
  const found = await Promise.all(all.map(one => store.insert(one)));
  expect(found.filter(existing => existing === undefined)).toHaveLength(1);
});

test('a completed record is found with its answer', async () => {
  await store.insert(record);
  await store.complete(record, answer);
  expect(await store.insert(other())).toEqual({ ...record, answer });
});

test('a record past its time counts as absent', async () => {
  await store.insert(record);
  now += 86_400_000;
  expect(await store.insert(other())).toBeUndefined();
});

test('of 20 parallel take-overs exactly one succeeds, and the dead holder can change nothing', async () => {
  await store.insert(record);
  const heirs = Array.from({ length: 20 }, (_, index) => ({
    ...other(),
    holder: `heir-${index}`,
    lockedUntilMilliseconds: record.lockedUntilMilliseconds + 1,
  }));
  const taken = await Promise.all(heirs.map(heir => store.takeOver(record, heir)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  await store.complete(record, answer);
  await store.forget(record);
  await store.unlock(record);
  const left = await store.insert(other());
  expect(left).toMatchObject({ operationId: 'op-1', holder: heirs[taken.indexOf(true)]?.holder });
  expect(left?.answer).toBeUndefined();
  expect(left?.lockedUntilMilliseconds).toBe(record.lockedUntilMilliseconds + 1);
});

test('a completed record cannot be taken over', async () => {
  await store.insert(record);
  await store.complete(record, answer);
  expect(await store.takeOver(record, other())).toBe(false);
});

test('a forgotten record frees its key, an unlocked one keeps its operation', async () => {
  await store.insert(record);
  await store.unlock(record);
  expect(await store.insert(other())).toMatchObject({
    operationId: 'op-1',
    lockedUntilMilliseconds: 0,
  });
  await store.forget(record);
  expect(await store.insert(other())).toBeUndefined();
});
