import { Transcript } from '../../../../src/documents/transcript.contract.ts';
import type { StageError } from '../../../../src/pipeline/stages/stage-error.ts';
import { followJobsStage } from '../../../../src/speech/batch/follow-jobs-stage.ts';
import type { BatchSpeech, JobState } from '../../../../src/speech/batch/ports.ts';
import type { SpeechRequest } from '../../../../src/speech/ports.ts';
import { transcribeStage } from '../../../../src/speech/transcribe-stage.ts';
import { memoryInterim } from '../../../support/fakes/memory/interim.ts';
import { runStage } from '../../../support/stage-run.ts';

const CHUNKS = [
  { name: '0001.flac', start: 5, end: 15 },
  { name: '0002.flac', start: 30, end: 40 },
  { name: '0003.flac', start: 60, end: 70 },
];
export const AUDIO = {
  speech: { version: 1, sample_rate: 16000, chunks: CHUNKS },
  ...Object.fromEntries(CHUNKS.map(({ name }) => [`speech_audio:${name}`, ''])),
};

/** Two words in each chunk of a file of two chunks; chunks are ten seconds, pauses half a one. */
const ANSWER = JSON.stringify({
  text: 'One two. Three four.',
  language: 'ru',
  segments: [
    { text: 'One two.', start: 1, end: 3 },
    { text: 'Three four.', start: 11.5, end: 13.5 },
  ],
  words: ['One', 'two', 'Three', 'four'].map((word, index) => ({
    word,
    start: [1, 2, 11.5, 12.5][index] ?? 0,
    end: [1.5, 2.5, 12, 13][index] ?? 0,
  })),
});

/** A provider and the interim files; files hold two chunks, so there are two. */
export function worldOfJobs() {
  const left = new Map<string, { body: string } | { path: string }>();
  const download = async (name: string) => {
    if (!left.has(name)) throw new Error(`no file ${name}`);
  };
  const interim = { ...memoryInterim(left), download };
  const it = {
    now: 1_000_000_000,
    left,
    interim,
    submitted: [] as string[],
    requests: [] as SpeechRequest[],
    asked: [] as string[],
    joined: [] as unknown[],
    removed: [] as string[],
    states: new Map<string, JobState>(),
    refuse: undefined as StageError | undefined,
    /** Run in the container, then in the function as often as told. */
    run,
  };
  const batch: BatchSpeech = {
    service: {
      model: 'whisper-v3-turbo',
      price: { minorPerHour: 360, currency: 'USD' },
      maxFileBytes: 2,
      submit: async ({ name }, request) => {
        if (it.refuse) throw it.refuse;
        it.submitted.push(name);
        it.requests.push(request);
        return { batchId: `job-${it.submitted.length}`, accountId: 'acct' };
      },
      ask: async ({ batchId, accountId }) => {
        it.asked.push(`${accountId}/${batchId}`);
        return it.states.get(batchId) ?? { status: 'processing' };
      },
    },
    clock: () => it.now,
    removeFile: async path => {
      it.removed.push(path);
    },
  };
  const join = async ({ parts }: { parts: unknown }) => {
    it.joined.push(parts);
  };

  function run(
    where: 'container' | 'function',
    changes: { signal?: AbortSignal; files?: object } = {},
  ) {
    const stage =
      where === 'container'
        ? transcribeStage({ 'fireworks-batch': { ...batch, join } })
        : followJobsStage({ 'fireworks-batch': batch });
    const transcription = { provider: 'fireworks-batch', prompt: 'Ландау', language: 'ru' };
    const files = { ...AUDIO, ...changes.files };
    const given = { ...changes, files, interim: it.interim, config: { transcription } };
    return runStage(stage, given);
  }
  return it;
}

export const completed = (body = ANSWER, contentType = 'application/json'): JobState => ({
  status: 'completed',
  contentType,
  body,
});

export const transcriptOf = ({ saved }: Awaited<ReturnType<typeof runStage>>) =>
  Transcript.parse(JSON.parse(saved[0]?.text ?? ''));
