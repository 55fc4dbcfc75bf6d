import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAiSpeech } from '#src/adapters/speech/openai/openai-speech.ts';
import { Transcript } from '#src/documents/transcript.contract.ts';
import { transcribeStage } from '#src/speech/transcribe-stage.ts';
import { API_KEY, startOpenAi } from '../../support/fakes/openai.ts';
import { analyzed, testFolder } from '../support/engine.ts';
import { makeLecture, withNoise } from '../support/lecture.ts';

const folder = testFolder();
/** Two sentences eight seconds apart, and a third one 26 dB quieter. */
const { path, silences } = makeLecture(folder, {
  sentences: ['where was I yesterday', 'heat flows to the cold body', 'never the other way round'],
  silences: [1, 8, 1.5, 2],
  volumes: [1, 1, 0.05],
});
const said = silences
  .slice(1)
  .map(({ start }, index) => ({ start: silences[index]?.end ?? 0, end: start }));

let provider: Awaited<ReturnType<typeof startOpenAi>>;
let lines: { start: number; end: number; text: string }[];
beforeAll(async () => {
  provider = await startOpenAi({
    transcribe: () => ({ text: 'x', language: 'en', segments: lines }),
  });
});
afterAll(() => provider.stop());

const TEXTS = ['Where was I?', 'Heat flows.', 'Never the other way round.'];
const real = () => said.map((stretch, index) => ({ ...stretch, text: TEXTS[index] ?? '' }));

/** What a provider answers for the recording becomes a transcript. */
async function transcribed(answer: (chunkStart: number) => typeof lines, amplitude: number) {
  const { recording, speech } = await analyzed(folder, withNoise(folder, path, amplitude));
  // The pause is inside one chunk: the provider is sent eight seconds of silence.
  expect(speech.chunks).toHaveLength(1);
  lines = answer(speech.chunks[0]?.start ?? 0);
  const access = { baseUrl: provider.baseUrl, apiKey: API_KEY, model: 'whisper-1' };
  const openai = openAiSpeech({ ...access, price: { minorPerHour: 0, currency: 'USD' } });
  await transcribeStage({ openai })(recording.work());
  const { segments } = Transcript.parse(recording.json('transcript'));
  return segments.map(({ text }) => text);
}

const onClipClock = (chunkStart: number, more: typeof lines) =>
  [...real(), ...more]
    .map(line => ({ ...line, start: line.start - chunkStart, end: line.end - chunkStart }))
    .toSorted((a, b) => a.start - b.start);

const [pauseStart, pauseEnd] = [silences[1]?.start ?? 0, silences[1]?.end ?? 0];

test.each([
  { where: 'in the pause', start: pauseStart + 2, end: pauseStart + 5, amplitude: 0.0005 },
  { where: 'over all of it', start: pauseStart - 0.1, end: pauseEnd + 0.1, amplitude: 0.0005 },
  { where: 'in a noisy pause', start: pauseStart + 2, end: pauseStart + 5, amplitude: 0.003 },
])('a line invented $where is dropped, quiet speech stays', async ({ amplitude, ...line }) => {
  const invented = { start: line.start, end: line.end, text: 'See you in the next video.' };
  const texts = await transcribed(start => onClipClock(start, [invented]), amplitude);
  expect(texts).toEqual(TEXTS);
});

test('lines that are half a second early stay', async () => {
  const early = (start: number) =>
    onClipClock(start, []).map(line => ({
      ...line,
      start: Math.max(0, line.start - 0.5),
      end: line.end - 0.5,
    }));
  expect(await transcribed(early, 0.0005)).toEqual(TEXTS);
});
