import * as z from 'zod';
import type { AccountLine } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { accountEntity, RunningKey, runningKey, shareEntity } from './task-entity.ts';

/** Of 60 bytes each: so the item stays far from the 400 KB that DynamoDB allows. */
const MOST_IN_LINE = 1000;

/** The line is a part of the account's item, which every admission writes anyway. */
export function accountLine(table: Table): AccountLine {
  const account = accountEntity(table);
  return {
    async list() {
      const { data } = await account.get({}).go({ consistent: true });
      const keys = z.array(RunningKey).parse(data?.line ?? []);
      return keys.sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
    },
    async join(key) {
      await wasWritten(
        account
          .update({})
          .add({ line: [runningKey(key)] })
          .set({ lineLimit: MOST_IN_LINE })
          .where(
            (row, { notExists, size, value }) =>
              `(${notExists(row.line)} OR ${size(row.line)} < ${value(row.lineLimit, MOST_IN_LINE)})`,
          )
          .go(),
      );
    },
    async shares() {
      const [{ data }, { data: rows }] = await Promise.all([
        account.get({}).go({ consistent: true }),
        shareEntity(table).query.byWorkspace({}).go({ consistent: true, pages: 'all' }),
      ]);
      const had = rows.map(row => [row.workspaceId, row.had ?? 0] as const);
      return { clock: data?.clock ?? 0, had: new Map(had) };
    },
    async leave(keys) {
      if (keys.length === 0) return;
      await account
        .update({})
        .delete({ line: keys.map(runningKey) })
        .go();
    },
  };
}
