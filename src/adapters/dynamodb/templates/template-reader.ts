import type { EntityItem } from 'electrodb';
import type { Templates } from '../../../templates/ports.ts';
import type { Template } from '../../../templates/template.ts';
import type { Table } from '../client.ts';
import { templateEntity } from './template-entities.ts';

type Row = EntityItem<ReturnType<typeof templateEntity>>;

export const templateOf = ({
  description,
  matchingRules,
  outputConfig,
  ...row
}: Row): Template => ({
  ...row,
  description: description ?? null,
  matchingRules: matchingRules ?? null,
  outputConfig: outputConfig ?? null,
});

/** The row as it is, deleted or not. */
export function templateRow(table: Table) {
  const templates = templateEntity(table);
  return async (key: Parameters<Templates['find']>[0]) =>
    (await templates.get(key).go({ consistent: true })).data;
}

/** For functions that go by templates, and change none. */
export function templateReader(table: Table): Pick<Templates, 'find'> {
  const get = templateRow(table);
  return {
    find: async key => {
      const row = await get(key);
      return row && row.deletedAt === undefined ? templateOf(row) : undefined;
    },
  };
}
