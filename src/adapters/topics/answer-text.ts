import * as z from 'zod';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { CutAnswer } from '../../topics/ports.ts';

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** A full machine of the provider's; another try may find a free one. */
const OVERLOADED = 'insufficient_system_resource';

/**
 * The text of a chat completion. An overloaded or empty answer is thrown as a bug of the wire, to be
 * asked again; a refusal, filter or cut answer is final, as the same question ends the same way.
 */
export function answerText(completion: unknown): string {
  const { choices } = Completion.parse(completion);
  const [choice] = choices;
  const { content, refusal } = choice?.message ?? {};
  const reason = choice?.finish_reason;
  if (refusal) throw new StageError('provider_rejected', { detail: `refusal: ${refusal}` });
  if (reason === 'content_filter') {
    throw new StageError('provider_rejected', { detail: 'content filter' });
  }
  if (reason === 'length') throw new CutAnswer();
  if (reason === OVERLOADED) throw new Error(OVERLOADED);
  if (!content?.trim()) throw new Error('empty answer');
  return content;
}
