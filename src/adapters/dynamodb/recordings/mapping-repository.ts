import { createWriteTransaction } from 'electrodb';
import type { Mappings } from '../../../recordings/mapping/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { templateEntity } from '../templates/template-entities.ts';
import { withTemplate } from './list-keys.ts';
import { recordingEntity } from './recording-entities.ts';

export function mappingRepository(table: Table): Mappings {
  const recordings = recordingEntity(table);
  const templates = templateEntity(table);
  const audit = auditEntity(table);
  const rows = { recordings, templates, audit };

  return {
    async map(key, templateId, now) {
      const { workspaceId, recordingId } = key;
      const mapped = {
        ...withTemplate(workspaceId, templateId),
        ...({ mappedBy: 'rule', mappedAt: now, updatedAt: now } as const),
      };
      const write = createWriteTransaction(rows, entities => [
        entities.recordings
          .patch({ workspaceId, recordingId })
          .set(mapped)
          .where((row, { notExists }) =>
            [row.deletedAt, row.templateId, row.mappedBy]
              .map(name => notExists(name))
              .join(' AND '),
          )
          .commit(),
        entities.templates
          .patch({ workspaceId, templateId })
          .set({ lastUsedAt: now })
          .add({ usedCount: 1 })
          .where((row, { notExists }) => notExists(row.deletedAt))
          .commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async assign(key, templateId, entry, now) {
      const { workspaceId, recordingId } = key;
      const decided = { mappedBy: 'person', mappedAt: now, updatedAt: now } as const;
      const write = createWriteTransaction(rows, entities => [
        entities.recordings
          .patch({ workspaceId, recordingId })
          .set({ ...decided, ...withTemplate(workspaceId, templateId) })
          .remove(templateId ? [] : ['templateId'])
          .where((row, { notExists }) => notExists(row.deletedAt))
          .commit(),
        entities.audit.create(entry).commit(),
        ...(templateId
          ? [
              entities.templates
                .patch({ workspaceId, templateId })
                .set({ lastUsedAt: now })
                .add({ usedCount: 1 })
                .where((row, { notExists }) => notExists(row.deletedAt))
                .commit(),
            ]
          : []),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async listMapped({ workspaceId, templateId }) {
      const { data } = await recordings.query
        .byId({ workspaceId })
        .where((row, { eq, notExists }) =>
          [eq(row.templateId, templateId), notExists(row.deletedAt)].join(' AND '),
        )
        .go({
          pages: 'all',
          consistent: true,
          attributes: ['recordingId', 'status', 'mappedAt'],
        });
      return data;
    },

    async unmap({ workspaceId, templateId }, recordingId, now) {
      const patch = recordings.patch({ workspaceId, recordingId });
      await wasWritten(
        patch
          .set({ updatedAt: now, ...withTemplate(workspaceId, null) })
          .remove(['templateId', 'mappedBy', 'mappedAt'])
          .where((row, { eq }) => eq(row.templateId, templateId))
          .go(),
      );
    },
  };
}
