import type { AuditEntry } from '../audit/entry.ts';
import type { RecordingId, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { RecordingStatus } from '../pipelines/recording-status.ts';
import type { Template, TemplateId, TemplateKey } from './template.ts';

export type TemplateFilter = { search?: string | undefined; includeDrafts: boolean };

/** Every change is one transaction with its entry in the audit log. */
export type Templates = {
  /** `taken`: a template of this name is there; `there`: this very one. */
  insert: (template: Template, entry: AuditEntry) => Promise<'inserted' | 'taken' | 'there'>;
  /** Undefined for unknown, foreign and deleted ones alike. */
  find: (key: TemplateKey) => Promise<Template | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: TemplateFilter,
    page: PageOf<TemplateId>,
  ) => Promise<Page<Template, TemplateId>>;
  /** All that are not deleted. */
  listAll: (workspaceId: WorkspaceId) => Promise<Template[]>;
  /** `overtaken` where it is not the version that `before` has. */
  replace: (
    before: Template,
    after: Template,
    entry: AuditEntry,
  ) => Promise<'replaced' | 'taken' | 'overtaken'>;
  /** Nobody sees it from now on, and its name is free. False where it is gone or changed. */
  remove: (template: Template, now: number, entry: AuditEntry) => Promise<boolean>;
  /** Only one that is removed and not yet forgotten. */
  findRemoved: (key: TemplateKey) => Promise<Template | undefined>;
  /** The row, once no recording names it any more. */
  forget: (key: TemplateKey) => Promise<void>;
};

/** A recording that has a template. */
export type Mapped = {
  recordingId: RecordingId;
  status: RecordingStatus;
  /** Epoch milliseconds. */
  mappedAt?: number | undefined;
};

export type MappedRecordings = {
  listMapped: (key: TemplateKey) => Promise<Mapped[]>;
  /** Without effect on one that has another template by now. A rule may match it again. */
  unmap: (key: TemplateKey, recordingId: RecordingId, now: number) => Promise<void>;
};
