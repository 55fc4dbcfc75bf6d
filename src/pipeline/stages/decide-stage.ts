import type { SkipReason } from '../skip-reason.ts';
import { type ReusableResult, reusableResult } from './reusable-result.ts';
import type { StageContext } from './stage-context.ts';

/**
 * `nothing`: the run does not see to the stage, and its result stays what it is. `leave_out`: its
 * subject is not worth it.
 */
export type Decision =
  | { does: 'nothing' | 'skip' | 'run' }
  | { does: 'leave_out'; reason: SkipReason }
  | { does: 'reuse'; result: ReusableResult };

type Context = Pick<StageContext, 'isPlanned' | 'config' | 'skipReason'> &
  Parameters<typeof reusableResult>[0];

/**
 * Whether a stage has to run: not if its subject or the config leaves it out, and not if what it
 * would make is already there. The same for runs and for those who only want to know.
 */
export function decideStage(context: Context): Decision {
  const { isPlanned, stage, config, skipReason } = context;
  if (!isPlanned) return { does: 'nothing' };
  if (skipReason) return { does: 'leave_out', reason: skipReason };
  if (stage.enabled && !stage.enabled(config)) return { does: 'skip' };
  const result = reusableResult(context);
  return result ? { does: 'reuse', result } : { does: 'run' };
}
