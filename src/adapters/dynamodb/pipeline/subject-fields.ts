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
