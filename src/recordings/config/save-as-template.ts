import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import { type CreateDeps, createTemplate } from '../../templates/create-template.ts';
import type { CreateTemplate } from '../../templates/template.contract.ts';
import type { Template } from '../../templates/template.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import type { SaveAsTemplate } from './config.contract.ts';
import { withoutTakes } from './config-view.ts';

type Deps = CreateDeps & { recordings: Pick<Recordings, 'find'> };

/**
 * Makes a template of what was set for a recording alone. The recording keeps its own config and the
 * template that it has. Without rules the new one is a draft.
 *
 * @throws not_found, name_taken, invalid_request
 */
export const saveAsTemplate =
  (deps: Deps) =>
  async (
    caller: Caller,
    { recording_id, ...wanted }: SaveAsTemplate & { recording_id: RecordingId },
    request: RequestContext,
  ): Promise<Template> => {
    const key = { workspaceId: caller.workspaceId, recordingId: recording_id };
    const recording = await loadRecording(deps.recordings, key);
    const draft = wanted.matching_rules === null;
    return createTemplate(deps)(caller, templateOf(recording, wanted, draft), request);
  };

/** The config of a recording in the parts that a template has. */
export function templateOf(
  { configOverrides }: Recording,
  { name, description, matching_rules }: SaveAsTemplate,
  isDraft: boolean,
): CreateTemplate {
  const { metadata, publish, output, ...processing } = withoutTakes(configOverrides);
  const presets = fieldOf(publish, 'presets');
  const preset_ids = Array.isArray(presets) ? presets : [];
  const auto = fieldOf(output, 'auto_upload') ?? true;
  return {
    ...{ name, description, matching_rules, is_draft: isDraft, is_active: true },
    processing_config: processing,
    metadata_config: groupOf(metadata),
    output_config:
      preset_ids.length > 0
        ? {
            preset_ids,
            auto_upload: auto === true,
            upload_captions: fieldOf(output, 'upload_captions') !== false,
          }
        : null,
  };
}

const groupOf = (group: unknown): Record<string, unknown> =>
  typeof group === 'object' && group !== null ? { ...group } : {};

const fieldOf = (group: unknown, name: string): unknown => groupOf(group)[name];
