import { processingConfig } from '../../config/processing-config.contract.ts';
import {
  type PreviewDeps,
  previewRun,
  type StepPreview,
} from '../../pipeline/stages/preview-run.ts';
import { isStageName } from '../../pipelines/recording.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { checkOperation } from './check-operation.ts';
import type { RunPreview } from './operation.contract.ts';
import type { Order, PrepareDeps } from './prepare-operation.ts';

export type PreviewOperationDeps = PrepareDeps & PreviewDeps;

/**
 * What would come of an order now: each stage as the run would decide it, or the refusal that the
 * order itself would get.
 */
export const previewOperation =
  (deps: PreviewOperationDeps) =>
  async (key: RecordingKey, order: Order): Promise<RunPreview> => {
    const prepared = await checkOperation(deps)(key, order);
    const { steps, config } = await previewRun(deps)(recordingSubject(key), {
      ...prepared,
      isForced: order.force,
    });
    const { publish } = processingConfig(config);
    return {
      dry_run: true,
      recording_id: key.recordingId,
      steps: steps.flatMap(step => stepView(step, publish.presets)),
    };
  };

const SKIP_REASONS = {
  nothing: 'not_asked',
  skip: 'disabled',
  leave_out: 'blank',
  reuse: null,
  run: null,
} as const satisfies Record<StepPreview['does'], RunPreview['steps'][number]['skip_reason']>;

function stepView({ stage: name, does }: StepPreview, presets: string[]): RunPreview['steps'] {
  if (!isStageName(name)) return [];
  const skipReason = SKIP_REASONS[does];
  return [
    {
      name,
      will_run: does === 'run',
      reused: does === 'reuse',
      skip_reason: skipReason,
      ...(name === 'publish' && skipReason === null && { presets }),
    },
  ];
}
