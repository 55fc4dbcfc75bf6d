import type { CredentialKey } from '../../../connections/credential.ts';
import type { Grant, Grants } from '../../../connections/tokens/grant.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { grantEntity } from './grant-entity.ts';

export function grantRepository(table: Table): Grants {
  const grants = grantEntity(table);
  const keyOf = ({ workspaceId, credentialId }: CredentialKey) => ({ workspaceId, credentialId });
  /** A row that nobody has written yet stands for number 0. */
  const write = (row: Grant, number: number, free: Free) =>
    wasWritten(
      grants
        .put({ ...row })
        .where((stored, { eq, lte, notExists }) => {
          const seen =
            number === 0
              ? `(${notExists(stored.number)} OR ${eq(stored.number, 0)})`
              : eq(stored.number, number);
          if (free === 'whoever has the turn') return seen;
          const turn = stored.renewingUntil;
          return 'turn' in free
            ? `${seen} AND ${eq(turn, free.turn)}`
            : `${seen} AND (${notExists(turn)} OR ${lte(turn, free.at)})`;
        })
        .go(),
    );

  return {
    async find(key) {
      const { data } = await grants.get(keyOf(key)).go({ consistent: true });
      return data ?? undefined;
    },
    async begin(seen, renewingUntil, now) {
      const turn = { ...seen, renewingUntil };
      return (await write(turn, seen.number, { at: now })) ? turn : undefined;
    },
    complete({ renewingUntil: _over, problem: _mended, ...kept }, sealed) {
      const row = { ...kept, sealed, number: kept.number + 1 };
      return write(row, kept.number, 'whoever has the turn');
    },
    giveUp({ renewingUntil, ...kept }, problem) {
      const row = { ...kept, ...(problem && { problem }) };
      return write(row, kept.number, { turn: renewingUntil });
    },
  };
}

/** Whose turn a write may end: nobody's that still lasts, a certain one, or anybody's. */
type Free = { at: number } | { turn: number } | 'whoever has the turn';
