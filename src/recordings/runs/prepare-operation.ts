import type { ProcessingConfig } from '../../config/processing-config.contract.ts';
import type { Overrides } from '../../config/resolve.ts';
import { AppError } from '../../kernel/errors.ts';
import { withMakers } from '../../pipeline/choose-stages.ts';
import { type Pipelines, pipelineOf } from '../../pipeline/pipeline.ts';
import type { Artifacts } from '../../pipeline/ports.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { type AcceptDeps, acceptRequest } from './accept-request.ts';
import { configOfOperation, OPERATIONS, type Operation } from './operations.ts';

export type PrepareDeps = AcceptDeps & {
  pipelines: Pipelines;
  recordings: Pick<Recordings, 'find'>;
  artifacts: Pick<Artifacts, 'list'>;
};

/** What is asked of one recording. */
export type Order = {
  /** Left out: the whole pipeline. */
  operation?: Operation | undefined;
  /** Of the operation's part; of the whole config where there is none. */
  config?: Overrides | undefined;
  /** Also where it is blank. */
  force?: boolean | undefined;
  /** Of an upload. */
  presetIds?: readonly string[] | undefined;
  platforms?: readonly string[] | undefined;
};

/** What a run has to know of an order; the same whether it is begun or only looked at. */
export type Prepared = { requestConfig?: Overrides | undefined; stages?: string[] | undefined };

/**
 * Turns what is asked for into what a run goes by.
 *
 * @throws invalid_request where it could not work, not_found
 */
export const prepareOperation =
  (deps: PrepareDeps) =>
  async (key: RecordingKey, order: Order): Promise<Prepared> => {
    const recording = await loadRecording(deps.recordings, key);
    const { operation, config, force } = order;
    const accept = acceptRequest(deps);
    if (!operation) {
      await accept(recording, config, { mayHaveSidecar: true, force });
      return { requestConfig: config };
    }
    const settings = operation === 'upload' ? await uploadSettings(deps, recording, order) : config;
    const requestConfig = configOfOperation(operation, settings ?? {});
    const effective = await accept(recording, requestConfig, {
      mayHaveSidecar: operation !== 'transcribe' || (await hasSidecar(deps, recording)),
      force,
      fieldOf: path => path.replace('publish.presets', 'preset_ids'),
    });
    const { kind } = recordingSubject(key);
    const pipeline = pipelineOf(deps.pipelines, kind);
    return { requestConfig, stages: withMakers(pipeline, effective, OPERATIONS[operation].stages) };
  };

async function hasSidecar({ artifacts }: PrepareDeps, recording: Recording) {
  const stored = await artifacts.list(recordingSubject(recording));
  return stored.some(({ kind }) => kind === 'sidecar');
}

/** The presets by name, or those of the config that are of the platforms. */
async function uploadSettings(deps: PrepareDeps, recording: Recording, order: Order) {
  if (order.presetIds) return { presets: order.presetIds };
  const { publish } = await acceptRequest(deps)(recording, undefined, {
    mayHaveSidecar: true,
    force: order.force,
  });
  const presets = order.platforms
    ? await ofPlatforms(deps, recording, publish, order.platforms)
    : publish.presets;
  if (presets.length > 0) return { presets };
  const path = order.platforms ? 'platforms' : 'preset_ids';
  const message = order.platforms
    ? `No preset of the config is of ${order.platforms.join(' or ')}: name presets in preset_ids.`
    : 'The config names no presets: name some in preset_ids.';
  throw new AppError('invalid_request', 'There is nothing to publish to: see errors.', {
    errors: [{ path, message }],
  });
}

async function ofPlatforms(
  { presets }: PrepareDeps,
  { workspaceId }: Recording,
  publish: ProcessingConfig['publish'],
  platforms: readonly string[],
) {
  const found = await Promise.all(publish.presets.map(id => presets.find(workspaceId, id)));
  return found.flatMap(preset =>
    preset && platforms.includes(preset.platform) ? [preset.id] : [],
  );
}
