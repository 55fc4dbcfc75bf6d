import type { Subjects } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { subjectEntity } from './subject-entity.ts';
import { inStatus } from './subject-fields.ts';

/** Subjects of every kind, by their own rows. */
export function subjectRepository(table: Table): Subjects {
  return {
    async find({ workspaceId, kind, id }) {
      const entity = subjectEntity(table, kind);
      const { data } = await entity.get({ workspaceId, id }).go({ consistent: true });
      if (!data || data.deletedAt !== undefined) return undefined;
      const { status, activeTaskId, lastTaskId, configOverrides } = data;
      return { status, activeTaskId, lastTaskId, configOverrides };
    },

    move: ({ subject, taskId }, { from, to }, now) =>
      wasWritten(
        subjectEntity(table, subject.kind)
          .patch({ workspaceId: subject.workspaceId, id: subject.id })
          .set({ ...inStatus(subject, to), updatedAt: now })
          .where((row, { eq, notExists }) =>
            [
              notExists(row.deletedAt),
              `(${from.map(status => eq(row.status, status)).join(' OR ')})`,
              eq(row.activeTaskId, taskId),
            ].join(' AND '),
          )
          .go(),
      ),
  };
}
