import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { renderStage } from '#src/media/render/render.ts';
import { framesPerSecond, parseFrameRate } from '#src/media/timeline/frame-grid.ts';
import { memoryInterim } from '../support/fakes/memory/interim.ts';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { analyzed, engine, testFolder } from './support/engine.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';

const folder = testFolder();
const AT = [1, 4.4, 8, 13, 17.6];
const MARKERS = { at: AT, seconds: 0.2 };
/** One pause is long enough to be cut; a hum holds the rest. */
const HUM = "aeval='val(0)+0.05*sin(2*PI*300*t)*(lt(t,8.6)+gt(t,12.4))'";
const sound = lavfi(`${beeps(MARKERS)},${HUM}`);
const picture = (rate: string) => flashes(MARKERS, { rate });
const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'];
/** What is drawn follows the result's clock, whichever task draws it. */
const LOOK = { picture: { vertical: 'crop', watermark: { text: 'Castline' } } };
const CLIPS: [string, string[], object][] = [
  ['hevc.mp4', [...lavfi(picture('25')), ...sound, ...HEVC], LOOK],
  [
    'variable.mp4',
    [
      ...lavfi(`${picture('30')},select='not(mod(n\\,3))+gt(mod(t\\,5)\\,2.5)'`),
      ...sound,
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-fps_mode', 'vfr'],
    ],
    {},
  ],
  // Packed anew by every task that fetches it.
  ['broadcast.ts', [...lavfi(picture('25')), ...sound, '-c:v', 'mpeg2video', '-q:v', '3'], {}],
];

const TASKS = 3;
const stage = renderStage(engine, 5);

const known = new Map<string, ReturnType<typeof analyzed>>();

/** A clip, analyzed once, and runs of a render of it that share what they leave. */
async function clipIn(name: string, args: readonly string[], config = {}) {
  const analysis = known.get(name) ?? analyzed(folder, clip(folder, name, args));
  known.set(name, analysis);
  const { recording, probe, edit } = await analysis;
  const left = new Map<string, { body: string } | { path: string }>();
  const interim = memoryInterim(left);
  const run = (part?: number) =>
    stage({ ...recording.work({ config }), interim, part, maxTasks: TASKS });
  const rate = framesPerSecond(
    parseFrameRate(probe.video?.frame_rate ?? '') ?? { frames: 1, seconds: 1 },
  );
  return { recording, edit, left, run, rate };
}

const inspect = (path: string) =>
  engine.inspectOutput(path, { signal: new AbortController().signal });

describe.each(CLIPS)('%s, rendered by three tasks', (name, args, config) => {
  test('is what one task makes of it, markers and all', async () => {
    const { recording, edit, left, run, rate } = await clipIn(name, args, config);
    expect(edit.cuts.map(({ reason }) => reason)).toContain('pause');
    expect(await run()).toEqual({ unfinished: { parts: TASKS } });
    await Promise.all([run(2), run(0), run(1)]);
    expect([...left.keys()]).toEqual(expect.arrayContaining(['plan.json', 'sound.m4a']));
    const { facts } = await run();
    expect(facts).toMatchObject({ method: 'encode', tasks: TASKS });
    expect(facts?.refused ?? '').not.toContain('tasks');
    const together = join(folder, `together-${name}.mp4`);
    copyFileSync(recording.pathOf('video'), together);

    await renderStage(engine)(recording.work({ config }));
    const alone = recording.pathOf('video');
    expect(await inspect(together)).toEqual(await inspect(alone));
    const flashes = flashStarts(together, rate);
    const beeps = beepStarts(together);
    expect(flashes).toHaveLength(AT.length);
    for (const [at, flash] of flashes.entries()) {
      expect(Math.abs(flash - (beeps[at] ?? 9))).toBeLessThan(0.001);
      const late = Math.abs(flash - toEdited(edit, AT[at] ?? 0));
      // A transport stream's own start is not that of its picture.
      expect(late).toBeLessThan(name.endsWith('ts') ? 0.1 : 1 / rate + 0.001);
    }
  });
});

describe('when a part is not there', () => {
  const [name, args] = CLIPS[0] ?? ['', []];

  test('it is asked for again, and made without touching the others', async () => {
    const { left, run } = await clipIn(name, args);
    await run();
    await Promise.all([run(0), run(1)]);
    const before = new Map(left);
    expect(await run()).toEqual({ unfinished: { parts: TASKS } });
    await Promise.all([run(0), run(1), run(2)]);
    for (const [file, content] of before) {
      if (file !== 'plan.json') expect(left.get(file)).toBe(content);
    }
    expect((await run()).facts).toMatchObject({ tasks: TASKS });
  });

  test('after three times one task makes it all, and says why', async () => {
    const { run, recording } = await clipIn(name, args);
    await run();
    await run(0);
    expect(await run()).toEqual({ unfinished: { parts: TASKS } });
    expect(await run()).toEqual({ unfinished: { parts: TASKS } });
    const { facts } = await run();
    expect(facts?.refused).toContain('tasks: nothing from task 1, 2');
    expect(facts).not.toHaveProperty('tasks');
    expect((await inspect(recording.pathOf('video'))).video?.frames).toBeGreaterThan(0);
  });
});

test('a part that came out wrong never ships', async () => {
  const [name, args] = CLIPS[0] ?? ['', []];
  const { left, run } = await clipIn(name, args);
  await run();
  await Promise.all([run(0), run(1), run(2)]);
  const first = left.get('part-0.mp4');
  if (first) left.set('part-2.mp4', first);
  const { facts } = await run();
  expect(facts?.refused).toMatch(/tasks: \d+ frames instead of/);
  expect(facts).not.toHaveProperty('tasks');
});
