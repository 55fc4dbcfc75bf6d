import { auditEntry } from '../../audit/entry.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import { noSuchTemplate } from '../../templates/load-template.ts';
import type { Templates } from '../../templates/ports.ts';
import type { TemplateId } from '../../templates/template.ts';
import { loadRecording, noSuchRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import type { Mappings } from './ports.ts';

type Deps = {
  recordings: Pick<Recordings, 'find'>;
  templates: Pick<Templates, 'find'>;
  mappings: Pick<Mappings, 'assign'>;
  clock: Clock;
};

type Decision = { recordingId: RecordingId; templateId: TemplateId | null };

/**
 * Gives a recording the template that a person wants, or takes it away with null. No rule changes
 * that any more.
 *
 * @throws not_found for an unknown recording and an unknown template
 */
export const assignTemplate =
  ({ recordings, templates, mappings, clock }: Deps) =>
  async (
    caller: Caller,
    { recordingId, templateId }: Decision,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<Recording> => {
    const { workspaceId } = caller;
    const key = { workspaceId, recordingId };
    const before = await loadRecording(recordings, key);
    if (templateId && !(await templates.find({ workspaceId, templateId }))) throw noSuchTemplate();
    const now = clock();
    const sides = {
      before: { template_id: before.templateId ?? null, mapped_by: before.mappedBy ?? null },
      after: { template_id: templateId, mapped_by: 'person' },
    };
    const change = { action: 'recording.change', target: recordingId, ...sides } as const;
    const entry = auditEntry(caller, request, change, now);
    if (await mappings.assign(key, templateId, entry, now)) return loadRecording(recordings, key);
    throw (await recordings.find(key)) ? noSuchTemplate() : noSuchRecording();
  };
