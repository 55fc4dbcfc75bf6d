import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/kernel/clock.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../src/kernel/http/idempotency.ts';
import { newWorkspaceId } from '../support/samples.ts';

const answer = { status: 201, headers: { location: '/v1/notes/n1' }, body: '{"id":"n1"}' };

/** What is promised of `IdempotencyStore`. */
export const idempotencyContract = (name: string, make: (clock: Clock) => IdempotencyStore) =>
  describe(name, () => {
    let now = 0;
    let store: IdempotencyStore;
    let record: IdempotencyRecord;

    beforeEach(() => {
      now = Date.UTC(2026, 10, 20);
      store = make(() => now);
      record = {
        workspaceId: newWorkspaceId(),
        scope: 'scope-1',
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

    test('scopes and workspaces know nothing of each other', async () => {
      await store.insert(record);
      expect(await store.insert({ ...other(), scope: 'scope-2' })).toBeUndefined();
      expect(await store.insert({ ...other(), workspaceId: newWorkspaceId() })).toBeUndefined();
    });

    test('a completed record is found with its answer', async () => {
      await store.insert(record);
      await store.complete(record, answer);
      expect(await store.insert(other())).toEqual({ ...record, answer });
    });

    test.each([
      { when: 'a second before its time', milliseconds: 86_399_000, isThere: true },
      { when: 'past its time', milliseconds: 86_400_000, isThere: false },
    ])('a record $when is there: $isThere', async ({ milliseconds, isThere }) => {
      await store.insert(record);
      now += milliseconds;
      expect(await store.insert(other())).toEqual(isThere ? record : undefined);
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
      expect(left).toMatchObject({
        operationId: 'op-1',
        holder: heirs[taken.indexOf(true)]?.holder,
      });
      expect(left?.answer).toBeUndefined();
      expect(left?.lockedUntilMilliseconds).toBe(record.lockedUntilMilliseconds + 1);
    });

    test('one holder takes over from itself only on the lock that it saw', async () => {
      await store.insert(record);
      const seen = { ...record, lockedUntilMilliseconds: record.lockedUntilMilliseconds - 1 };
      expect(await store.takeOver(seen, other())).toBe(false);
      expect(await store.insert(other())).toEqual(record);
    });

    test('a completed record and one that is not there cannot be taken over', async () => {
      expect(await store.takeOver(record, other())).toBe(false);
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

    test('who does not hold a record cannot complete, unlock or forget it', async () => {
      await store.insert(record);
      await store.complete(other(), answer);
      await store.unlock(other());
      await store.forget(other());
      expect(await store.insert(other())).toEqual(record);
    });
  });
