import { type ReusableResult, reusableResult } from './reusable-result.ts';
import type { StageContext } from './stage-context.ts';

/** `nothing`: the run does not see to the stage, and its result stays what it is. */
export type Decision =
  | { does: 'nothing' | 'skip' | 'run' }
  | { does: 'reuse'; result: ReusableResult };

type Context = Pick<StageContext, 'isPlanned' | 'config'> & Parameters<typeof reusableResult>[0];

/**
 * Whether a stage has to run: not if the config leaves it out, and not if what it would make is
 * already there. The same for runs and for those who only want to know.
 */
export function decideStage(context: Context): Decision {
  const { isPlanned, stage, config } = context;
  if (!isPlanned) return { does: 'nothing' };
  if (stage.enabled && !stage.enabled(config)) return { does: 'skip' };
  const result = reusableResult(context);
  return result ? { does: 'reuse', result } : { does: 'run' };
}
