import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { analyze, prepare, render, testFolder } from './support/engine.ts';
import { recordingIn } from './support/stage-work.ts';

const folder = testFolder();
const MARKERS = { at: [1, 9], seconds: 1 };

const long = () =>
  clip(folder, 'long.mp4', [
    ...lavfi(flashes(MARKERS, { size: '1280x720' })),
    ...lavfi(beeps(MARKERS)),
    ...['-c:v', 'libx264', '-preset', 'ultrafast'],
  ]);

/** Process ids of engines that work in a folder. */
const enginesIn = (scratch: string) =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => commandOf(pid).includes(scratch));

function commandOf(pid: string) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
}

describe('stopping', () => {
  test.each(['analyze', 'render'] as const)('%s ends at once, with its engines', async stage => {
    const recording = recordingIn(join(folder, `stopped-${stage}`), long());
    if (stage === 'render') await prepare(recording);
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const progress = () => setTimeout(() => stop.abort(reason), 150);
    const work = recording.work({ signal: stop.signal, progress });
    const run = stage === 'analyze' ? analyze(work) : render(work);
    await expect(run).rejects.toBe(reason);
    expect(enginesIn(work.scratch)).toEqual([]);
  });
});

describe('an engine that is killed', () => {
  const hunt = (scratch: string, least: number) => {
    let killed = 0;
    const hunter = setInterval(() => {
      for (const pid of killed < least ? enginesIn(scratch) : []) {
        process.kill(Number(pid), 'SIGKILL');
        killed += 1;
      }
    }, 5);
    return { stop: () => clearInterval(hunter), killed: () => killed };
  };

  test('is a failure to try again, not the customer’s fault', async () => {
    const recording = recordingIn(join(folder, 'killed'), long());
    const work = recording.work();
    const hunter = hunt(work.scratch, 1);
    await expect(analyze(work)).rejects.toMatchObject({ code: 'engine_failed', transient: true });
    hunter.stop();
  });

  test('does not end a render: the surer way is tried', async () => {
    const recording = recordingIn(join(folder, 'survived'), long());
    await prepare(recording);
    let hunter: ReturnType<typeof hunt> | undefined;
    const work = recording.work({
      progress: percent => {
        // An edge alone, so that the probe and the encode in parts are spared.
        if (percent >= 5) hunter ??= hunt(`${work.scratch}/edge-`, 1);
      },
    });
    const { facts } = await render(work);
    hunter?.stop();
    expect(hunter?.killed()).toBe(1);
    expect(facts).toMatchObject({ method: 'encode', refused: expect.stringContaining('smart') });
  });
});

test('progress only grows, up to 100', async () => {
  const recording = recordingIn(join(folder, 'progress'), long());
  for (const stage of [analyze, render]) {
    if (stage === render) await prepare(recording);
    const seen: number[] = [];
    await stage(recording.work({ progress: percent => seen.push(percent) }));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(100);
    expect(seen.length).toBeGreaterThan(4);
  }
});
