import type { Subject } from '../../../pipeline/subject.ts';
import { optionalText, text, workspaceId } from '../workspace-items.ts';

/** How rows of the engine name their subject; these two come first in their sort keys. */
export const subjectFields = { workspaceId, subjectKind: text, subjectId: text } as const;

export const toFields = ({ workspaceId, kind, id }: Subject) => ({
  workspaceId,
  subjectKind: kind,
  subjectId: id,
});

type Fields = ReturnType<typeof toFields>;

/** A row in the engine's words. */
export function fromFields<Row extends Fields>(row: Row) {
  const { workspaceId, subjectKind: kind, subjectId: id, ...rest } = row;
  return { ...rest, subject: { workspaceId, kind, id } satisfies Subject };
}

/** Where stuck work of all workspaces can be found; absent on everything that is not waiting. */
export const waiting = { gsi1pk: optionalText, gsi1sk: optionalText } as const;

/** Where a status is written: the list of it moves with it. The kind tells apart, and so does the workspace. */
export const inStatus = <Status extends string>(
  { workspaceId, kind }: Pick<Subject, 'workspaceId' | 'kind'>,
  status: Status,
) => ({ status, listStatus: statusList({ workspaceId, kind }, status) });

/** The list of a workspace's subjects of a kind that are in a status. */
export const statusList = (
  { workspaceId, kind }: Pick<Subject, 'workspaceId' | 'kind'>,
  status: string,
) => `WORKSPACE#${workspaceId}#${kind.toUpperCase()}#${status}`;

export const hiddenText = { type: 'string', hidden: true } as const;
