import { StageError } from '../pipeline/stages/stage-error.ts';

/** A message to a language model, in order. */
export type ModelMessage = { role: 'system' | 'user' | 'assistant'; content: string };

/** The shape that the answer must have, as JSON Schema for strict structured output. */
export type AnswerShape = { name: string; schema: Record<string, unknown> };

/**
 * A language model. `ask` gives the text of the answer, which should be JSON of that shape. It
 * repeats its own passing failures, then throws a `StageError`; `CutAnswer` asks for a smaller
 * question.
 */
export type TopicModel = {
  model: string;
  ask: (
    messages: readonly ModelMessage[],
    shape: AnswerShape,
    signal: AbortSignal,
  ) => Promise<string>;
};

/** The answer ended at the limit of tokens, so its JSON is broken. */
export class CutAnswer extends StageError {
  constructor() {
    super('invalid_answer', { detail: 'the answer was cut at the limit of tokens' });
  }
}
