import { APIConnectionError, APIError } from 'openai';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** Codes of 429 that waiting does not help. */
const NO_MONEY = new Set(['insufficient_quota', 'billing_hard_limit_reached']);
const PASSING_STATUS = new Set([408, 409, 425, 429]);

/** What to do after a failed call: repeat it, perhaps after a time the provider named, or stop. */
export type Verdict = { error: StageError; isPassing: boolean; waitSeconds?: number | undefined };

/** Judges what a call threw. `now` in milliseconds, for dates in `Retry-After`. */
export function judge(thrown: unknown, now: number): Verdict {
  if (thrown instanceof StageError) return { error: thrown, isPassing: false };
  // Also a time-out: the SDK makes it a kind of connection error.
  if (thrown instanceof APIConnectionError) return passing(thrown);
  if (!(thrown instanceof APIError)) {
    // A body that is no JSON, for example of a proxy.
    const error = new StageError('invalid_answer', { detail: describe(thrown), cause: thrown });
    return { error, isPassing: true };
  }
  if (isPassing(thrown))
    return { ...passing(thrown), waitSeconds: retryAfterSeconds(thrown.headers, now) };
  const detail = describe(thrown);
  return {
    error: new StageError('provider_rejected', { detail, cause: thrown }),
    isPassing: false,
  };
}

function isPassing({ status, code, type }: APIError) {
  if (status === undefined || status >= 500) return true;
  return PASSING_STATUS.has(status) && !NO_MONEY.has(String(code)) && !NO_MONEY.has(String(type));
}

const passing = (cause: Error): Verdict => ({
  error: new StageError('provider_unavailable', { detail: describe(cause), cause }),
  isPassing: true,
});

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));
