import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import * as z from 'zod';
import { OFFLINE_LANGUAGES } from '../../../documents/speech-providers.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { likeliestLanguage } from '../../../speech/likeliest-language.ts';
import type { RecognizedClip, SpeechClip, SpeechEngine } from '../../../speech/ports.ts';
import { answerWords } from '../../../speech/remote/answer-words.ts';
import { languageCode } from '../../../speech/remote/language-code.ts';
import { hasText, VerboseAnswer } from '../../../speech/remote/verbose-answer.contract.ts';
import { joinSpeech } from '../join-speech.ts';
import { whisperProcess } from './whisper-process.ts';

export type WhisperOptions = {
  /** A folder with another CTranslate2 model; without it the one that comes along. */
  modelFolder?: string | undefined;
  ffmpeg?: string;
  /** Clips that it hears side by side, a core for each; as many as there are cores unless told. */
  workers?: number;
  /** Instead of the program itself, for tests. */
  command?: readonly string[];
};

/** Measured in docs/adr/0020: what can be read has 0.77 and more, nonsense 0.61 and less. */
const LEAST_CONFIDENCE = 0.68;

/** Measured in docs/speech.md: four windows of Whisper, which goes from one sentence's end to the next. */
const JOINED_SECONDS = 120;

const Probability = z.number().min(0).max(1);
const Detected = z.object({ languages: z.record(z.string(), Probability) });
const Heard = VerboseAnswer.extend({
  language_probability: Probability.nullish(),
  /** What its voice filter let through. */
  speech_seconds: z.number().nullish(),
});

/** The embedded engine: Whisper on the cores of this machine, no network, no cost. */
export function fasterWhisper(options: WhisperOptions = {}): SpeechEngine {
  const workers = options.workers ?? availableParallelism();
  const whisper = whisperProcess({ ...options, workers });
  return {
    model: offlineModel(options.modelFolder),
    languages: OFFLINE_LANGUAGES,
    leastConfidence: LEAST_CONFIDENCE,
    joins: { seconds: JOINED_SECONDS, join: joinSpeech(options.ffmpeg ?? 'ffmpeg') },
    parallel: workers,
    price: { minorPerHour: 0, currency: 'USD' },
    detectLanguage: async (clips, signal) => {
      const found = [];
      for (const { path, durationSeconds: seconds } of clips) {
        const request = { task: 'detect', path };
        const { languages } = Detected.parse(await whisper.ask(request, { signal, seconds }));
        found.push({ languages, seconds });
      }
      return likeliestLanguage(found);
    },
    transcribe: async (clip, { language, likelyLanguage, prompt }, signal) => {
      const wanted = language === 'auto' ? null : whisperCode(language);
      const likely = likelyLanguage ? whisperCode(likelyLanguage) : null;
      const request = { task: 'transcribe', path: clip.path, language: wanted, likely, prompt };
      const seconds = clip.durationSeconds;
      return toRecognized(Heard.parse(await whisper.ask(request, { signal, seconds })), clip);
    },
    close: whisper.end,
  };
}

/** The name of the model in transcripts and fingerprints. */
export const offlineModel = (folder: string | undefined) =>
  folder ? basename(folder) : 'whisper-base';

function toRecognized(answer: z.infer<typeof Heard>, clip: SpeechClip): RecognizedClip {
  const words = answerWords(answer, clip);
  if (!words) throw new StageError('engine_failed', { detail: 'faster-whisper gave no times' });
  const { language_probability: languageProbability, speech_seconds } = answer;
  return {
    words,
    language: languageCode(answer.language),
    hasSpeech: hasText(answer) || (speech_seconds ?? 0) > 0,
    ...(languageProbability != null && { languageProbability }),
  };
}

/** Whisper calls Javanese by an older code. */
const whisperCode = (language: string) => (language === 'jv' ? 'jw' : language);
