import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderStage } from '#src/media/render/render.ts';
import { clip, lavfi } from './support/clips.ts';
import { analyzed, engine, testFolder } from './support/engine.ts';
import { changedPixels, colourAt, greyAt } from './support/pictures.ts';

const folder = testFolder();
const [RED, GREEN, BLUE] = ['red', 'green', 'blue'];

/** Three upright stripes with a tone that pauses, so that there is something to cut. */
const STRIPES = [
  ...lavfi(
    `color=${RED}:s=160x360:r=25:d=10[a];color=${GREEN}:s=320x360:r=25:d=10[b];` +
      `color=${BLUE}:s=160x360:r=25:d=10[c];[a][b][c]hstack=3`,
  ),
  ...lavfi("aevalsrc='0.2*sin(2*PI*300*t)*(lt(t,3)+gt(t,7))':s=48000:d=10"),
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-shortest'],
];

let made: Awaited<ReturnType<typeof analyzed>>;
let looks = 0;

/** Renders the stripes in this look: the file, what the stage said, how many encoders ran. */
async function looking(picture: object) {
  const recording = made.recording;
  let encoders = 0;
  let joins = 0;
  const { facts } = await renderStage({
    ...engine,
    encodePart: request => {
      encoders += 1;
      return engine.encodePart(request);
    },
    join: request => {
      joins += 1;
      return engine.join(request);
    },
  })(recording.work({ config: { picture } }));
  // The next look writes over it.
  const path = join(folder, `look-${++looks}.mp4`);
  copyFileSync(recording.pathOf('video'), path);
  const { video } = await engine.inspectOutput(path, { signal: new AbortController().signal });
  return { path, facts, encoders, joins, width: video?.width ?? 0, height: video?.height ?? 0 };
}

beforeAll(async () => {
  // A folder whose name would end any careless filter.
  const odd = join(folder, "it's: [odd], so;");
  mkdirSync(odd);
  made = await analyzed(odd, clip(folder, 'stripes.mp4', STRIPES));
});

const isRed = ([red = 0, green = 0, blue = 0]: number[]) => red > 150 && green < 90 && blue < 90;
const isBlue = ([red = 0, green = 0, blue = 0]: number[]) => blue > 150 && green < 90 && red < 90;
const isGreen = ([red = 0, green = 0, blue = 0]: number[]) => green > 90 && red < 60 && blue < 60;

describe('upright', () => {
  test('a piece of the picture fills it, from where the config says', async () => {
    const { path, width, height, facts } = await looking({ vertical: 'crop', vertical_focus: 0 });
    expect([width, height]).toEqual([360, 640]);
    expect(facts).toMatchObject({ method: 'encode', refused: 'smart: vertical' });
    // 9:16 of 360 lines are 202 columns: the red stripe of 160, and 42 of the green one.
    expect(isRed(colourAt(path, 1, 270, 100))).toBe(true);
    expect(isGreen(colourAt(path, 1, 300, 600))).toBe(true);
    const right = await looking({ vertical: 'crop', vertical_focus: 1 });
    expect(isBlue(colourAt(right.path, 1, 90, 320))).toBe(true);
  });

  test('the whole picture stands in its middle before a darker blur', async () => {
    const { path, width, height } = await looking({ vertical: 'fit_blur' });
    expect([width, height]).toEqual([648, 1152]);
    expect(isRed(colourAt(path, 1, 20, 576))).toBe(true);
    expect(isBlue(colourAt(path, 1, 630, 576))).toBe(true);
    // 648 columns of 16:9 are 364 lines: 394 above, 394 below.
    for (const y of [100, 380, 772, 1100]) expect(isRed(colourAt(path, 1, 20, y))).toBe(false);
    const [, behind = 0] = colourAt(path, 1, 324, 100);
    const [, front = 0] = colourAt(path, 1, 324, 576);
    expect(behind).toBeGreaterThan(40);
    expect(behind).toBeLessThan(front - 10);
  });
});

describe('a watermark', () => {
  let plain = '';
  beforeAll(async () => {
    plain = (await looking({})).path;
  });

  test.each([
    ['top_left', false, false],
    ['top_right', true, false],
    ['bottom_left', false, true],
    ['bottom_right', true, true],
  ] as const)(
    'is %s and nowhere else, from the first picture to the last',
    async (position, right, low) => {
      const watermark = { text: "it's %{pts}: [x],\\N;{\\b1}", position, opacity: 1 };
      const { path, facts } = await looking({ watermark });
      expect(facts).toMatchObject({ refused: 'smart: watermark' });
      const seconds = Number(facts?.seconds);
      for (const at of [0, seconds / 2, seconds - 0.05]) {
        const changed = changedPixels(greyAt(path, at), greyAt(plain, at), 640);
        expect(changed.length).toBeGreaterThan(200);
        for (const { x, y } of changed) {
          expect([x > 320, y > 180]).toEqual([right, low]);
          expect(Math.min(y, 360 - y)).toBeLessThan(40);
        }
      }
    },
  );
});

test('everything asked for is made by one encoder for each part, joined once', async () => {
  const all = { vertical: 'fit_blur', watermark: { text: 'x' } };
  const { encoders, joins, facts } = await looking(all);
  expect(facts).toMatchObject({ method: 'encode', refused: 'smart: vertical, watermark' });
  expect(joins).toBe(1);
  // Two cores, six seconds: a part of at least four.
  expect(encoders).toBe(1);
});
