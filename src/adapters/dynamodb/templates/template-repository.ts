import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Templates } from '../../../templates/ports.ts';
import type { Template } from '../../../templates/template.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
import { besideChanged, besideNew, besideRemoved } from '../named-rows.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { templateEntity } from './template-entities.ts';
import { templateOf, templateReader, templateRow } from './template-reader.ts';

const OPTIONAL = ['description', 'matchingRules', 'outputConfig'] as const;

const toRow = ({ description, matchingRules, outputConfig, ...template }: Template) => ({
  ...template,
  ...(description !== null && { description }),
  ...(matchingRules !== null && { matchingRules }),
  ...(outputConfig !== null && { outputConfig }),
});

const named = ({ workspaceId, templateId, name }: Template) => ({
  name: nameKey(workspaceId, 'template', [name]),
  owner: templateId,
});

export function templateRepository(table: Table): Templates {
  const templates = templateEntity(table);
  const rows = { templates, names: nameEntity(table), audit: auditEntity(table) };
  const get = templateRow(table);

  return {
    ...templateReader(table),

    async insert(template, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.templates.create(toRow(template)).commit(),
        ...besideNew(entities, named(template), entry),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'inserted';
      return refused[0] ? 'there' : 'taken';
    },

    async findRemoved(key) {
      const row = await get(key);
      return row && row.deletedAt !== undefined ? templateOf(row) : undefined;
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
      return pageOfRows(data.map(templateOf), limit, ({ templateId }) => templateId);
    },

    async listAll(workspaceId) {
      const query = templates.query.byId({ workspaceId });
      const { data } = await query.go({ pages: 'all', consistent: true });
      return data.filter(({ deletedAt }) => deletedAt === undefined).map(templateOf);
    },

    async replace(before, after, entry) {
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
        ...besideChanged(entities, named(before), named(after), entry),
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
        ...besideRemoved(entities, named(template), entry),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async forget(key) {
      await templates.delete(key).go();
    },
  };
}
