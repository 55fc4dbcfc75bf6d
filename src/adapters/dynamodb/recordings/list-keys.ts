import type { Id, WorkspaceId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import { startPosition } from '../../../recordings/lists/filter.ts';
import type { Recording } from '../../../recordings/recording.ts';
import { recordingSubject } from '../../../recordings/recording-key.ts';
import { hiddenText, statusList } from '../pipeline/subject-fields.ts';

const [, START, STATUS, TEMPLATE, SOURCE] = TABLE.indexes;

/** The indexes that lists of recordings are read from, all of them in the order of the start time. */
export const LISTS = { start: START, status: STATUS, template: TEMPLATE, source: SOURCE } as const;

/** Attributes that are keys of these indexes alone. */
export const listFields = {
  listedAt: hiddenText,
  listStatus: hiddenText,
  listTemplate: hiddenText,
  listSource: hiddenText,
} as const;

type TemplateId = Id<'template'>;

/** Those without a template are a list, too: they are what people look for to give them one. */
export const templateList = (workspaceId: WorkspaceId, templateId: TemplateId | null) =>
  `WORKSPACE#${workspaceId}#TEMPLATE#${templateId ?? 'none'}`;

export const sourceList = (workspaceId: WorkspaceId, sourceId: Id<'source'>) =>
  `WORKSPACE#${workspaceId}#SOURCE#${sourceId}`;

/** A template in a recording's row, which so gets into the template's list; null for none. */
export const withTemplate = (workspaceId: WorkspaceId, templateId: TemplateId | null) => ({
  ...(templateId && { templateId }),
  listTemplate: templateList(workspaceId, templateId),
});

/** All keys of a recording that is new. */
export const listKeys = (recording: Recording) => ({
  ...(recording.deletedAt === undefined && { listedAt: startPosition(recording) }),
  listStatus: statusList(recordingSubject(recording), recording.status),
  ...withTemplate(recording.workspaceId, recording.templateId ?? null),
  ...(recording.sourceId && { listSource: sourceList(recording.workspaceId, recording.sourceId) }),
});
