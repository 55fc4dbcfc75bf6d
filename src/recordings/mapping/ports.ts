import type { AuditEntry } from '../../audit/entry.ts';
import type { Id } from '../../kernel/ids.ts';
import type { MappedRecordings } from '../../templates/ports.ts';
import type { RecordingKey } from '../recording-key.ts';

type TemplateId = Id<'template'>;

/** Which recording has which template; each use of a template is counted in the same transaction. */
export type Mappings = MappedRecordings & {
  /**
   * By a rule: false, and nothing written, where the recording has a template, a person decided, or
   * one of both is gone.
   */
  map: (key: RecordingKey, templateId: TemplateId, now: number) => Promise<boolean>;
  /** By a person; null takes the template away. False where the recording or the template is gone. */
  assign: (
    key: RecordingKey,
    templateId: TemplateId | null,
    entry: AuditEntry,
    now: number,
  ) => Promise<boolean>;
};
