import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import { type CreateDeps, createTemplate } from '../../templates/create-template.ts';
import { MatchingRules } from '../../templates/matching.contract.ts';
import type { Template } from '../../templates/template.ts';
import { templateOf } from '../config/save-as-template.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { FromRecording } from './mapping.contract.ts';

type Deps = CreateDeps & { recordings: Pick<Recordings, 'find'> };

/**
 * Makes a template for recordings like this one: by a pattern, or by its very name, with what was set
 * for it alone. The recording keeps what it has.
 *
 * @throws not_found, name_taken, invalid_request
 */
export const fromRecording =
  (deps: Deps) =>
  async (
    caller: Caller,
    {
      recording_id,
      name,
      description,
      match_pattern,
    }: FromRecording & { recording_id: RecordingId },
    request: RequestContext,
  ): Promise<Template> => {
    const key = { workspaceId: caller.workspaceId, recordingId: recording_id };
    const recording = await loadRecording(deps.recordings, key);
    if (match_pattern !== undefined && !deps.compile(match_pattern, { caseSensitive: false })) {
      const message = 'Regular expressions are those of RE2: no look-around, no references back.';
      throw new AppError('invalid_request', 'The pattern is wrong.', {
        errors: [{ path: 'match_pattern', message }],
      });
    }
    const matching_rules = MatchingRules.parse(
      match_pattern === undefined
        ? { exact_matches: [recording.displayName] }
        : { patterns: [match_pattern] },
    );
    const wanted = templateOf(recording, { name, description, matching_rules }, false);
    return createTemplate(deps)(caller, wanted, request);
  };
