import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSampleLecture } from '../../local/sample/make-sample-lecture.ts';
import { createMediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { EditList } from '../../src/documents/edit.contract.ts';
import { toEdited } from '../../src/documents/edit-map.ts';
import { Probe } from '../../src/documents/probe.contract.ts';
import { gapsBetween } from '../../src/documents/ranges.ts';
import { analyzeStage } from '../../src/media/analyze/analyze.ts';
import { editStage } from '../../src/media/edit/edit-stage.ts';
import { renderStage } from '../../src/media/render/render.ts';
import { decodeLevels } from '../../src/media/sound/level-curve.ts';
import { findSoundIn } from '../../src/media/sound/sound-activity.ts';
import type { Bench } from '../bench.contract.ts';
import { localWork } from '../local-work.ts';
import { frameStrip } from './frame-strip.ts';
import { oneCutPicture } from './one-cut.ts';
import { PLOT, spectrogramPicture } from './spectrogram.ts';
import { frameAt, spectrogramOf } from './take-pictures.ts';

const FOLDER = join('docs', 'images');
const FRAME_SECONDS = 1 / 25;
/** A smart cut may move the seam by 0.12 s: the frames beside it keep away from it. */
const BEFORE_SECONDS = [-2, -0.2];
const AFTER_SECONDS = [FRAME_SECONDS, 2];
/** Parts of the cut's length. */
const INSIDE = [0.3, 0.95];

/** Draws what the cuts of a sample lecture look like, for docs/media.md. */
export const picturesBench: Bench = async ({ seconds, json }) => {
  const input = join('.castline', 'sample', `pictures-${seconds}.mp4`);
  if (!existsSync(input)) {
    await mkdir(join('.castline', 'sample'), { recursive: true });
    await makeSampleLecture({ outputPath: input, seconds });
  }
  const work = await localWork(input);
  try {
    const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
    for (const stage of [analyzeStage(engine), editStage(), renderStage(engine)]) {
      await work.time(stage);
    }
    const drawn = await draw(input, work.pathOf);
    await mkdir(FOLDER, { recursive: true });
    for (const [name, svg] of drawn) await writeFile(join(FOLDER, name), svg);
    const files = drawn.map(([name, svg]) => ({ file: join(FOLDER, name), bytes: svg.length }));
    return json ? JSON.stringify(files) : files.map(row => `${row.file}  ${row.bytes}`).join('\n');
  } finally {
    await work.remove();
  }
};

type PathOf = Awaited<ReturnType<typeof localWork>>['pathOf'];

async function draw(before: string, pathOf: PathOf): Promise<[string, string][]> {
  const after = pathOf('video');
  const edit = EditList.parse(JSON.parse(await readFile(pathOf('edit'), 'utf8')));
  const probe = Probe.parse(JSON.parse(await readFile(pathOf('probe'), 'utf8')));
  const curves = decodeLevels(await readFile(pathOf('levels')));
  const { sound } = findSoundIn(curves, 'auto');
  // The last pause inside lies before a topic: the slide changes in it.
  const cut = edit.cuts.findLast(({ reason }) => reason === 'pause');
  if (!cut) throw new Error('The lecture has no pause.');
  const pause = gapsBetween(sound, edit.source_seconds).find(
    ({ start, end }) => start <= cut.start && cut.end <= end,
  );
  const margins = [
    { start: pause?.start ?? cut.start, end: cut.start },
    { start: cut.end, end: pause?.end ?? cut.end },
  ];
  const images = {
    before: await spectrogramOf(before, PLOT),
    after: await spectrogramOf(after, PLOT),
  };
  const floorDbfs = probe.noise_floor_dbfs ?? Number.NEGATIVE_INFINITY;
  return [
    ['cut-spectrogram.svg', spectrogramPicture(edit, images)],
    ['cut-level.svg', oneCutPicture({ cut, margins, levels: curves.levels, floorDbfs })],
    ['cut-frames.svg', await framesAround(cut, { before, after, edit })],
  ];
}

type Files = { before: string; after: string; edit: EditList };

async function framesAround({ start, end }: EditList['cuts'][number], files: Files) {
  const beside = BEFORE_SECONDS.map(seconds => ({ seconds: start + seconds, isCut: false }));
  const inside = INSIDE.map(share => ({ seconds: start + (end - start) * share, isCut: true }));
  const behind = AFTER_SECONDS.map(seconds => ({ seconds: end + seconds, isCut: false }));
  const seam = toEdited(files.edit, end);
  const joined = [...BEFORE_SECONDS, ...AFTER_SECONDS].map(seconds => ({
    seconds: seam + seconds,
  }));
  const taken = <T extends { seconds: number }>(file: string, frames: readonly T[]) =>
    Promise.all(
      frames.map(async frame => ({ ...frame, webp: await frameAt(file, frame.seconds) })),
    );
  return frameStrip(
    await taken(files.before, [...beside, ...inside, ...behind]),
    await taken(files.after, joined),
  );
}
