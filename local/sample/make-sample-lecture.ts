import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pLimit from 'p-limit';
import { CLOSING_TITLE, describeLecture, FRAME_RATE, OPENING_TITLE } from './describe-lecture.ts';
import { lectureArgs, slideList } from './encode-lecture.ts';
import { atLevel, audiblePart } from './loudness.ts';
import { type Outline, outlineLecture } from './outline.ts';
import { seededRandom } from './random.ts';
import { ffmpeg } from './run-program.ts';
import { drawSlide, type Slide } from './slides.ts';
import { placePieces, renderSoundtrack } from './soundtrack.ts';
import { SampleTruth } from './truth.contract.ts';
import { chooseVoice, SPEECH_RATE, type Voice } from './voice.ts';

const NOISE_DBFS = -60;
const SPEECH_DBFS = -20;
/** What stands out from the noise. */
const AUDIBLE_DBFS = -50;

const FULL = { width: 1280, height: 720, preset: 'veryfast' } as const;
const QUICK = { width: 640, height: 360, preset: 'ultrafast' } as const;
const COMMON = {
  version: 1,
  frame_rate: FRAME_RATE,
  noise_dbfs: NOISE_DBFS,
  speech_dbfs: SPEECH_DBFS,
} as const;

export type SampleLectureOptions = {
  /** The video, an mp4. The truth is written beside it as `<outputPath>.truth.json`. */
  outputPath: string;
  /** About how long; sentences are not cut. */
  seconds?: number;
  seed?: number;
  /** A quarter of the pixels and the quickest encoder, for tests. */
  fast?: boolean;
};

/**
 * Makes a spoken lecture with slides and returns what it contains. The same options give the same
 * lecture. Needs ffmpeg with DejaVu fonts, and espeak-ng if that ffmpeg cannot speak.
 */
export async function makeSampleLecture(options: SampleLectureOptions): Promise<SampleTruth> {
  const folder = await mkdtemp(join(tmpdir(), 'lecture-'));
  try {
    const truth = await makeIn(folder, options);
    await writeFile(`${options.outputPath}.truth.json`, `${JSON.stringify(truth, null, 2)}\n`);
    return truth;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function makeIn(
  folder: string,
  { outputPath, seconds = 300, seed = 1, fast = false }: SampleLectureOptions,
) {
  const format = fast ? QUICK : FULL;
  const random = seededRandom(seed);
  const voice = await chooseVoice();
  const outline = outlineLecture(seconds, random);
  const spoken = await speakAll(voice, outline, folder);
  const placed = placePieces(outline.pieces, spoken, SPEECH_RATE / FRAME_RATE);
  const part = describeLecture(outline, placed);
  const { duration_seconds: durationSeconds } = part;

  const soundtrack = join(folder, 'soundtrack.s16le');
  const track = renderSoundtrack(placed, spoken, { noiseDbfs: NOISE_DBFS, random });
  await writeFile(soundtrack, track);
  const slides = await drawAll(outline, { folder, width: format.width });
  const shown = part.slides.map(({ start }, index) => ({ start, file: slides[index] ?? '' }));
  const list = join(folder, 'slides.ffconcat');
  await writeFile(list, slideList(shown, durationSeconds));
  const output = resolve(outputPath);
  await ffmpeg(lectureArgs({ slideList: list, soundtrack, output, durationSeconds, ...format }));
  return SampleTruth.parse({
    ...COMMON,
    width: format.width,
    height: format.height,
    seed,
    voice: voice.name,
    ...part,
  });
}

/** Each different sentence once, as many at a time as there are processors. */
async function speakAll(voice: Voice, { pieces }: Outline, folder: string) {
  const texts = new Set(pieces.flatMap(piece => (piece.kind === 'utterance' ? [piece.text] : [])));
  const limit = pLimit(availableParallelism());
  const spoken = [...texts].map((text, index) =>
    limit(async () => {
      const samples = await voice.speak(text, { folder, name: `utterance-${index}` });
      return [text, audiblePart(atLevel(samples, SPEECH_DBFS), AUDIBLE_DBFS)] as const;
    }),
  );
  return new Map(await Promise.all(spoken));
}

function drawAll(outline: Outline, place: { folder: string; width: number }) {
  const limit = pLimit(availableParallelism());
  return Promise.all(slidesOf(outline).map(slide => limit(() => drawSlide(slide, place))));
}

function slidesOf({ topics }: Outline): Slide[] {
  const contents = topics.map(({ title }) => title).slice(0, 5);
  const all = [
    { title: OPENING_TITLE, lines: contents },
    ...topics.map(({ title, script }) => ({ title, lines: script.bullets })),
    { title: CLOSING_TITLE, lines: [] },
  ];
  return all.map((slide, index) => ({ ...slide, number: index + 1, of: all.length }));
}
