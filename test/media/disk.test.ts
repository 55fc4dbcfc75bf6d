import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { MediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import { renderStage } from '#src/media/render/render.ts';
import type { RecordingWork } from '#src/pipelines/recording-work.ts';
import { DISK_PER_ORIGINAL } from '../../lib/worker-disk.ts';
import { memoryInterim } from '../support/fakes/memory/interim.ts';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { analyze, analyzed, engine, testFolder } from './support/engine.ts';

const folder = testFolder();
const SECONDS = 16;
const MARKERS = { at: [1, 4.4, 11], seconds: 0.2 };
const HUM = "aeval='val(0)+0.05*sin(2*PI*300*t)*(lt(t,6)+gt(t,9))'";
/** Detailed, so that pictures weigh what they weigh in a recording, beside tables and headers. */
const picture = lavfi(
  `${flashes(MARKERS, { size: '640x360', seconds: SECONDS })},noise=alls=12:allf=t`,
);
const sound = lavfi(`${beeps(MARKERS, { seconds: SECONDS })},${HUM}`);
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '14', '-g', '50'];
const mp4 = () => clip(folder, 'lecture.mp4', [...picture, ...sound, ...H264]);
/** It has no index, so it is packed anew. */
const broadcast = () => clip(folder, 'broadcast.ts', ['-i', mp4(), '-c', 'copy']);
const twoSounds = () =>
  clip(folder, 'two-sounds.ts', [
    ...['-i', mp4(), ...lavfi(`aevalsrc='0.2*sin(900*t)*gt(mod(t,5),2)':d=${SECONDS}`)],
    ...['-map', '0', '-map', '1', '-c:v', 'copy', '-c:a', 'aac'],
  ]);

const sizeOf = (path: string) =>
  readdirSync(path).reduce((sum, name) => {
    // It may have gone since.
    return sum + (statSync(join(path, name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);

/** How many times the original the scratch folder came to hold while a stage worked in it. */
async function mostHeld<Result>(work: RecordingWork, path: string, stage: Promise<Result>) {
  let most = 0;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      most = Math.max(most, sizeOf(work.scratch));
      await setTimeout(5);
    }
  };
  const watched = watch();
  const outcome = await stage.finally(() => {
    isOver = true;
  });
  await watched;
  const originalBytes = statSync(path).size;
  return { outcome, most: most / originalBytes, left: sizeOf(work.scratch) / originalBytes };
}

/** As if no smart cut were good enough. */
const distrustful: MediaEngine = {
  ...engine,
  scanPackets: async request => {
    const table = await engine.scanPackets(request);
    return request.path.includes('result') ? { ...table, starts: new Set() } : table;
  },
};

test.each([
  { name: 'a smart cut', make: mp4, ports: engine, method: 'smart' },
  { name: 'a smart cut of a broadcast', make: broadcast, ports: engine, method: 'smart' },
  { name: 'an encode', make: mp4, config: { picture: { watermark: { text: 'a' } } } },
  { name: 'an encode after a smart cut', make: mp4, ports: distrustful },
  { name: 'the same of a broadcast', make: broadcast, ports: distrustful },
  {
    name: 'several sound tracks',
    make: twoSounds,
    config: { sound: { tracks: 'all_mixed' } },
    method: 'smart',
  },
])(
  '$name holds no more of the disk than the largest upload is reckoned with',
  async ({ make, ports = engine, config = {}, method = 'encode' }) => {
    const path = make();
    const { recording } = await analyzed(folder, path, {}, config);
    const work = recording.work({ config });
    const { outcome, most, left } = await mostHeld(work, path, renderStage(ports)(work));
    expect(outcome.facts).toMatchObject({ method });
    console.log(`${method}: ${most.toFixed(2)} × the original, ${left.toFixed(2)} left`);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(DISK_PER_ORIGINAL);
    // The original, or what it was packed to, and the result.
    expect(left).toBeLessThanOrEqual(2.1);
  },
);

test('a share of a render, joined from what tasks made, holds no more either', async () => {
  const path = mp4();
  const config = { picture: { watermark: { text: 'a' } } };
  const { recording } = await analyzed(folder, path, {}, config);
  const interim = memoryInterim();
  const stage = renderStage(engine, 5);
  const run = async (part?: number) => {
    const work = { ...recording.work({ config }), interim, part, maxTasks: 2 };
    return mostHeld(work, path, stage(work));
  };
  await run();
  const held = [await run(0), await run(1), await run()];
  expect(held.at(-1)?.outcome.facts).toMatchObject({ method: 'encode', tasks: 2 });
  for (const { most } of held) expect(most).toBeLessThanOrEqual(DISK_PER_ORIGINAL);
});

test.each([
  { name: 'a file as it is', make: mp4 },
  { name: 'a broadcast', make: broadcast },
  { name: 'several sound tracks', make: twoSounds, config: { sound: { tracks: 'all_mixed' } } },
])('what the analysis of $name holds and leaves', async ({ make, config = {} }) => {
  const path = make();
  const { recording } = await analyzed(folder, path, {}, config);
  const work = recording.work({ config });
  const { most, left } = await mostHeld(work, path, analyze(work));
  console.log(`analysis: ${most.toFixed(2)} × the original, ${left.toFixed(2)} left`);
  expect(most).toBeLessThanOrEqual(DISK_PER_ORIGINAL);
  // Raw sound goes once its chunks are stored.
  const rest = readdirSync(work.scratch).filter(name => /[.](pcm|flac)$/.test(name));
  expect(rest).toEqual([]);
});
