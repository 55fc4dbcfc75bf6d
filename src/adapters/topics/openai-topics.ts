import type OpenAI from 'openai';
import { APIError } from 'openai';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { AnswerShape, ModelMessage, TopicModel } from '../../topics/ports.ts';
import { type CallOptions, callProvider } from '../openai/call-provider.ts';
import { openAiClient, type ProviderAccess } from '../openai/client.ts';
import { answerText } from './answer-text.ts';

type Settings = ProviderAccess & { retry?: Omit<CallOptions, 'signal'> };

/** Any server with OpenAI's `/chat/completions`, with strict structured output or JSON mode. */
export function openAiTopics({ retry, ...access }: Settings): TopicModel {
  const client = openAiClient(access);
  // What this provider refused once it would refuse every time.
  let knowsSchemas = true;

  return {
    model: access.model,
    ask: async (messages, shape, signal) => {
      const ask = async (isStrict: boolean) => {
        const request = chatRequest(access.model, messages, isStrict ? shape : undefined);
        return answerText(await client.chat.completions.create(request, { signal }));
      };
      const call = (isStrict: boolean) => callProvider(() => ask(isStrict), { ...retry, signal });
      if (!knowsSchemas) return call(false);
      try {
        return await call(true);
      } catch (error) {
        if (!isSchemaRefused(error)) throw error;
        knowsSchemas = false;
        return call(false);
      }
    },
  };
}

/** Neither a limit of tokens nor a temperature: reasoning models refuse both. */
const chatRequest = (model: string, messages: readonly ModelMessage[], shape?: AnswerShape) =>
  ({
    model,
    messages: [...messages],
    response_format: shape
      ? { type: 'json_schema', json_schema: { ...shape, strict: true } }
      : { type: 'json_object' },
  }) satisfies OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** DeepSeek and others know only JSON mode, and say so in words of their own. */
function isSchemaRefused(error: unknown) {
  if (!(error instanceof StageError) || !(error.cause instanceof APIError)) return false;
  const { status, message } = error.cause;
  return (status === 400 || status === 422) && /response_format|json_schema|schema/i.test(message);
}
