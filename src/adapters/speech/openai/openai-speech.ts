import { createReadStream } from 'node:fs';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { RecognizedClip, SpeechClip, SpeechEngine } from '../../../speech/ports.ts';
import { answerWords } from '../../../speech/remote/answer-words.ts';
import { languageCode } from '../../../speech/remote/language-code.ts';
import { hasText, VerboseAnswer } from '../../../speech/remote/verbose-answer.contract.ts';
import { type CallOptions, callProvider } from '../../openai/call-provider.ts';
import { openAiClient } from '../../openai/client.ts';
import type { SpeechSettings } from '../../provider-settings.ts';

type Settings = SpeechSettings & { retry?: Omit<CallOptions, 'signal'> };

const PARALLEL = 4;

/** Any server with OpenAI's `/audio/transcriptions` that gives `verbose_json` with times. */
export function openAiSpeech({ price, retry, ...access }: Settings): SpeechEngine {
  const client = openAiClient(access);
  const { model } = access;

  return {
    model,
    parallel: PARALLEL,
    price,
    transcribe: async (clip, { language, prompt }, signal) => {
      const ask = async () => {
        const answer: unknown = await client.audio.transcriptions.create(
          {
            // A stream can be read once, so every try opens its own.
            file: createReadStream(clip.path),
            model,
            response_format: 'verbose_json',
            timestamp_granularities: ['word', 'segment'],
            temperature: 0,
            ...(language !== 'auto' && { language }),
            ...(prompt && { prompt }),
          },
          { signal },
        );
        return VerboseAnswer.parse(answer);
      };
      return toRecognized(await callProvider(ask, { ...retry, signal }), clip, model);
    },
  };
}

function toRecognized(answer: VerboseAnswer, clip: SpeechClip, model: string): RecognizedClip {
  const words = answerWords(answer, clip);
  if (!words) throw new StageError('provider_rejected', { detail: withoutTimes(model) });
  return { words, language: languageCode(answer.language), hasSpeech: hasText(answer) };
}

const withoutTimes = (model: string) =>
  `Model ${model} gives no times. Set a model with verbose_json, such as whisper-v3-turbo.`;
