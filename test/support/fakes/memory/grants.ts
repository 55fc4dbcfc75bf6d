import type { Grant, Grants, Turn } from '../../../../src/connections/tokens/grant.ts';

/** Grants in memory, under the same conditions as the table's. */
export function memoryGrants() {
  const rows = new Map<string, Grant>();
  const isNumber = (row: Grant | undefined, { number }: Grant) => (row?.number ?? 0) === number;
  const grants: Grants = {
    find: async ({ workspaceId, credentialId }) => {
      const row = rows.get(credentialId);
      return row?.workspaceId === workspaceId ? row : undefined;
    },
    begin: async (seen, renewingUntil, now) => {
      const row = rows.get(seen.credentialId);
      if (!isNumber(row, seen) || (row?.renewingUntil ?? 0) > now) return undefined;
      const turn: Turn = { ...seen, renewingUntil };
      rows.set(seen.credentialId, turn);
      return turn;
    },
    complete: async (turn, sealed) => {
      if (!isNumber(rows.get(turn.credentialId), turn)) return false;
      const { renewingUntil: _over, problem: _mended, ...kept } = turn;
      rows.set(turn.credentialId, { ...kept, sealed, number: turn.number + 1 });
      return true;
    },
    giveUp: async (turn, problem) => {
      const row = rows.get(turn.credentialId);
      if (!isNumber(row, turn) || row?.renewingUntil !== turn.renewingUntil) return false;
      const { renewingUntil: _over, ...kept } = turn;
      rows.set(turn.credentialId, { ...kept, ...(problem && { problem }) });
      return true;
    },
  };
  return { grants, rows };
}
