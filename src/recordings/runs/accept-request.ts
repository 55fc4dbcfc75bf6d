import { acceptedConfig } from '../../config/effective.ts';
import type { ProcessingConfig } from '../../config/processing-config.contract.ts';
import type { Overrides } from '../../config/resolve.ts';
import { AppError } from '../../kernel/errors.ts';
import { type CheckReferencesDeps, checkReferences } from '../../publishing/check-references.ts';
import { blankReason } from '../blank.ts';
import { checkLanguage } from '../check-language.ts';
import { type LayerDeps, recordingLayers } from '../config/layers.ts';
import type { Recording } from '../recording.ts';

export type AcceptDeps = LayerDeps &
  CheckReferencesDeps & {
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

type Options = {
  /** Then the words come from it, in any language. */
  mayHaveSidecar: boolean;
  /** Also where it is blank. */
  force?: boolean | undefined;
  /** What the request calls a field of the config. */
  fieldOf?: ((path: string) => string) | undefined;
};

/**
 * The config that a run of this request would have.
 *
 * @throws invalid_request where it could not work, conflict for a blank recording
 */
export const acceptRequest =
  (deps: AcceptDeps) =>
  async (
    recording: Recording,
    config: Overrides | undefined,
    { mayHaveSidecar, force = false, fieldOf }: Options,
  ): Promise<ProcessingConfig> => {
    const layers = await recordingLayers(deps, recording);
    const requested = [...layers, { name: 'request', value: config ?? {} }] as const;
    const accepted = acceptedConfig(requested).config;
    checkLanguage(accepted, deps.speechLanguages, mayHaveSidecar);
    if (config) await checkReferences(deps)(recording.workspaceId, config, fieldOf);
    if (!force) refuseBlank(recording, accepted);
    return accepted;
  };

/** @throws conflict: a run would begin only to end as SKIPPED */
function refuseBlank(recording: Recording, config: ProcessingConfig) {
  if (recording.status !== 'SKIPPED' || recording.isForced) return;
  if (!blankReason(config, recording)) return;
  const message = 'Send true with process to have it processed all the same.';
  throw new AppError('conflict', 'The recording is blank: see its skip_reason.', {
    errors: [{ path: 'force', message }],
  });
}
