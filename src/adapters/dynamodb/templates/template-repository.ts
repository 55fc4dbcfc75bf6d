import { createWriteTransaction, type EntityItem } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Templates } from '../../../templates/ports.ts';
import type { Template } from '../../../templates/template.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { nameHash, templateEntity, templateNameEntity } from './template-entities.ts';

type Row = EntityItem<ReturnType<typeof templateEntity>>;

const fromRow = ({ description, matchingRules, outputConfig, ...row }: Row): Template => ({
  ...row,
  description: description ?? null,
  matchingRules: matchingRules ?? null,
  outputConfig: outputConfig ?? null,
});

const OPTIONAL = ['description', 'matchingRules', 'outputConfig'] as const;

const toRow = ({ description, matchingRules, outputConfig, ...template }: Template) => ({
  ...template,
  ...(description !== null && { description }),
  ...(matchingRules !== null && { matchingRules }),
  ...(outputConfig !== null && { outputConfig }),
});

export function templateRepository(table: Table): Templates {
  const templates = templateEntity(table);
  const names = templateNameEntity(table);
  const audit = auditEntity(table);
  const rows = { templates, names, audit };
  const nameOf = ({ workspaceId, templateId, name }: Template) => ({
    workspaceId,
    templateId,
    nameHash: nameHash(name),
  });
  const get = async (key: Parameters<Templates['find']>[0]) =>
    (await templates.get(key).go({ consistent: true })).data;

  return {
    async insert(template, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.names.create(nameOf(template)).commit(),
        entities.templates.create(toRow(template)).commit(),
        entities.audit.create(entry).commit(),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'inserted';
      return refused[1] ? 'there' : 'taken';
    },

    async find(key) {
      const row = await get(key);
      return row && row.deletedAt === undefined ? fromRow(row) : undefined;
    },

    async findRemoved(key) {
      const row = await get(key);
      return row && row.deletedAt !== undefined ? fromRow(row) : undefined;
    },

    async list(workspaceId, { search, includeDrafts }, { limit, cursor }) {
      const first = { templateId: ID_PREFIX.template };
      // Sorts after every id, so that the page starts with the newest.
      const last = { templateId: cursor ?? `${ID_PREFIX.template}~` };
      const { data } = await templates.query
        .byId({ workspaceId })
        .between(first, last)
        .where((row, { notExists, eq, contains, ne }) =>
          [
            notExists(row.deletedAt),
            ...(includeDrafts ? [] : [eq(row.isDraft, false)]),
            ...(search ? [contains(row.searchName, search.toLowerCase())] : []),
            ...(cursor ? [ne(row.templateId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(fromRow);
      const more = data.length > limit ? items.at(-1)?.templateId : undefined;
      return { items, cursor: more ?? null };
    },

    async listAll(workspaceId) {
      const query = templates.query.byId({ workspaceId });
      const { data } = await query.go({ pages: 'all', consistent: true });
      return data.filter(({ deletedAt }) => deletedAt === undefined).map(fromRow);
    },

    async replace(before, after, entry) {
      const [old, fresh] = [nameOf(before), nameOf(after)];
      const renamed = old.nameHash !== fresh.nameHash;
      const { workspaceId, templateId, usedCount: _used, lastUsedAt: _last, ...set } = toRow(after);
      const write = createWriteTransaction(rows, entities => [
        entities.templates
          .patch({ workspaceId, templateId })
          .set(set)
          .remove(OPTIONAL.filter(name => after[name] === null))
          .where((row, { eq, notExists }) =>
            [eq(row.version, before.version), notExists(row.deletedAt)].join(' AND '),
          )
          .commit(),
        entities.audit.create(entry).commit(),
        ...(renamed
          ? [entities.names.create(fresh).commit(), entities.names.delete(old).commit()]
          : []),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'replaced';
      return refused[0] ? 'overtaken' : 'taken';
    },

    async remove(template, deletedAt, entry) {
      const { workspaceId, templateId } = template;
      const write = createWriteTransaction(rows, entities => [
        entities.templates
          .patch({ workspaceId, templateId })
          .set({ deletedAt })
          .where((row, { eq, notExists }) =>
            [eq(row.version, template.version), notExists(row.deletedAt)].join(' AND '),
          )
          .commit(),
        entities.names.delete(nameOf(template)).commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async forget(key) {
      await templates.delete(key).go();
    },
  };
}
