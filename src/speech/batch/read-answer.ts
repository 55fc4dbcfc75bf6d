import * as z from 'zod';
import type { SpeechClip } from '../ports.ts';
import { answerWords } from '../remote/answer-words.ts';
import { VerboseAnswer } from '../remote/verbose-answer.contract.ts';
import type { Failure } from './job.contract.ts';

/** Both shapes that errors have there: as OpenAI's, and as FastAPI's. */
const ErrorBody = z.union([
  z.object({
    error: z.looseObject({
      message: z.string().nullish(),
      type: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
    }),
  }),
  z.object({ detail: z.union([z.string(), z.array(z.unknown()), z.looseObject({})]) }),
]);

/** Errors that the same file and the same key will meet again. */
const PERMANENT =
  /invalid|unsupported|unauthori[sz]ed|forbidden|permission|quota|balance|too.?large/i;

type Completed = { contentType: string; body: string };
type Clip = Pick<SpeechClip, 'durationSeconds' | 'sound'>;

/** The answer in the body of a completed job, or why there is none: errors are "completed", too. */
export function readAnswer({ contentType, body }: Completed): VerboseAnswer | Failure {
  const value = parseJson(body);
  const error = ErrorBody.safeParse(value);
  if (error.success) return failureOf(JSON.stringify(error.data));
  const answer = VerboseAnswer.safeParse(value);
  if (answer.success) return answer.data;
  return { kind: 'unusable', reason: `${contentType}: ${body.slice(0, 200)}` };
}

const failureOf = (reason: string): Failure => ({
  kind: PERMANENT.test(reason) ? 'rejected' : 'unusable',
  reason: reason.slice(0, 500),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Words of a stored answer. An answer without times cannot be used, and no other one comes. */
export const wordsOf = (answer: VerboseAnswer, clip: Clip) =>
  answerWords(answer, clip) ?? ({ kind: 'rejected', reason: 'no times in the answer' } as const);
