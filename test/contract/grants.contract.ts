import { describe, expect, test } from 'vitest';
import type { Grant, Grants } from '../../src/connections/tokens/grant.ts';
import { newId } from '../../src/kernel/ids.ts';
import { newWorkspaceId } from '../support/samples.ts';

const NOW = 1_000_000;
const UNTIL = NOW + 30_000;

const unseen = (changes: Partial<Grant> = {}): Grant => ({
  workspaceId: newWorkspaceId(),
  credentialId: newId('credential'),
  number: 0,
  secretChangedAt: 5,
  ...changes,
});

/** What every implementation of grants does. */
export function grantsContract(name: string, make: () => Grants) {
  describe(name, () => {
    test('of twenty who see the same grant, one gets the turn', async () => {
      const grants = make();
      const seen = unseen();
      const turns = await Promise.all(
        Array.from({ length: 20 }, (_, index) => grants.begin(seen, UNTIL + index, NOW)),
      );
      expect(turns.filter(Boolean)).toHaveLength(1);
    });

    test('new tokens end the turn, and are found in their workspace alone', async () => {
      const grants = make();
      const seen = unseen();
      const turn = await begun(grants, seen);
      expect(await grants.complete(turn, 'sealed-1')).toBe(true);
      expect(await grants.find(seen)).toEqual({ ...seen, number: 1, sealed: 'sealed-1' });
      expect(await grants.find({ ...seen, workspaceId: newWorkspaceId() })).toBeUndefined();
      // Whoever saw what was there before must look again.
      expect(await grants.begin(seen, UNTIL, NOW)).toBeUndefined();
    });

    test('a turn that is over can be taken; tokens of it still count if they come first', async () => {
      const grants = make();
      const seen = unseen();
      const late = await begun(grants, seen);
      const next = await grants.begin(seen, UNTIL + 60_000, UNTIL + 1);
      if (!next) throw new Error('The turn was not over.');
      expect(await grants.giveUp(late)).toBe(false);
      expect(await grants.complete(late, 'late')).toBe(true);
      expect(await grants.complete(next, 'next')).toBe(false);
      expect(await grants.giveUp(next, 'spent')).toBe(false);
      expect(await grants.find(seen)).toEqual({ ...seen, number: 1, sealed: 'late' });
    });

    test('a problem stays until somebody connects the account again', async () => {
      const grants = make();
      const seen = unseen({ sealed: 'old' });
      const turn = await begun(grants, seen);
      expect(await grants.giveUp(turn, 'The person took it back.')).toBe(true);
      const found = await grants.find(seen);
      expect(found).toEqual({ ...seen, problem: 'The person took it back.' });
      const again = await begun(grants, unseen({ ...seen, sealed: undefined, secretChangedAt: 6 }));
      expect(await grants.complete(again, 'new')).toBe(true);
      const healed = { ...seen, secretChangedAt: 6, number: 1, sealed: 'new' };
      expect(await grants.find(seen)).toEqual(healed);
    });

    test('giving up without a problem leaves the turn to the next', async () => {
      const grants = make();
      const seen = unseen();
      const turn = await begun(grants, seen);
      expect(await grants.giveUp(turn)).toBe(true);
      expect(await grants.begin(seen, UNTIL, NOW)).toBeDefined();
    });
  });
}

async function begun(grants: Grants, seen: Grant) {
  const turn = await grants.begin(seen, UNTIL, NOW);
  if (!turn) throw new Error('Somebody has the turn.');
  return turn;
}
