import { renameSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import { editOf } from '#src/media/edit/plan-cuts.ts';
import { createPcmCut } from '#src/media/render/pcm-cut.ts';
import type { PcmCut } from '#src/media/render/ports/encode.ts';
import { renderStage } from '#src/media/render/render.ts';
import { clip, ffmpeg, lavfi } from './support/clips.ts';
import { analyzed, engine, testFolder } from './support/engine.ts';

const folder = testFolder();
const SECONDS = 14;
const KEPT = [
  { start: 1, end: 5 },
  { start: 6, end: 9.2 },
  { start: 10.04, end: 13 },
];
/** Noise that swells and fades three times a second, and a picture that always moves. */
const SOUND = lavfi(
  `anoisesrc=c=pink:seed=7:a=0.6:r=48000:d=${SECONDS},tremolo=f=3:d=0.9,aformat=channel_layouts=mono`,
);
const PICTURE = lavfi(`testsrc2=r=25:s=320x180:d=${SECONDS}`);
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'];

type Prepared = Awaited<ReturnType<typeof analyzed>>;
let smart: Prepared;
let encode: Prepared;
let sound: Prepared;

async function prepared(name: string, args: readonly string[]) {
  const made = await analyzed(folder, clip(folder, name, args));
  const edit = editOf(KEPT, made.probe.duration_seconds);
  writeFileSync(made.recording.pathOf('edit'), JSON.stringify(edit));
  return made;
}

beforeAll(async () => {
  smart = await prepared('smart.mp4', [...PICTURE, ...SOUND, ...H264]);
  const tenBit = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le'];
  encode = await prepared('ten-bit.mp4', [...PICTURE, ...SOUND, ...tenBit]);
  sound = await prepared('sound.wav', SOUND);
});

/** The engine, whose first call of this kind is wrong. */
function wrongOnce<Name extends keyof MediaEngine>(name: Name, wrong: MediaEngine[Name]) {
  let calls = 0;
  const right: unknown = engine[name];
  const first = (...args: unknown[]) => {
    calls += 1;
    return Reflect.apply((calls === 1 ? wrong : right) as () => unknown, undefined, args);
  };
  return { ...engine, [name]: first };
}

const run = ({ recording }: Prepared, ports: MediaEngine) => renderStage(ports)(recording.work());

/** What a cut gives, this much later and no longer than before. */
function lateBy(milliseconds: number, cut: PcmCut, sampleRate: number): PcmCut {
  let owed = [new Float32Array(Math.round((milliseconds / 1000) * sampleRate))];
  const delay = owed[0]?.length ?? 0;
  let held: Float32Array[] = [];
  return {
    push(samples) {
      const out = [...owed, ...held, ...cut.push(samples)];
      owed = [];
      const last = out.pop();
      held = last ? [last] : [];
      return out;
    },
    *finish() {
      const rest = [...held, ...cut.finish()];
      const last = rest.pop() ?? new Float32Array(0);
      yield* rest;
      yield last.slice(0, Math.max(0, last.length - delay));
    },
  };
}

const shifted = (milliseconds: number): MediaEngine['encodeSound'] => {
  return request => {
    const cut = lateBy(milliseconds, request.cut, request.sampleRate);
    return engine.encodeSound({ ...request, cut });
  };
};

/** Nine tenths of a second of the original later than planned. */
const elsewhere: MediaEngine['encodeSound'] = request => {
  const { sampleRate, channels } = request;
  const spans = KEPT.map(({ start, end }) => ({
    start: Math.round((start + 0.9) * sampleRate),
    length: Math.round((end - start) * sampleRate),
  }));
  return engine.encodeSound({ ...request, cut: createPcmCut({ spans, sampleRate, channels }) });
};

/** Frame 30 of a part is missing, and frame 120 there twice. */
const oneMissingOneDouble: MediaEngine['encodePart'] = async request => {
  const made = await engine.encodePart(request);
  const { target } = request;
  const wrong = `${target}.wrong.mp4`;
  const filter =
    "select='not(eq(n,30))',setpts=N/25/TB,loop=loop=1:size=1:start=120,setpts=N/25/TB";
  const scale = ['-video_track_timescale', '10000'];
  ffmpeg(['-i', target, '-vf', filter, '-c:v', 'libx264', '-preset', 'veryfast', ...scale, wrong]);
  renameSync(wrong, target);
  return made;
};

/** Edges that are right in length, and 12 frames of the original too late. */
const lateEdges: MediaEngine['encodePart'] = request => {
  const spans = request.part.spans.map(({ from, to }) => ({ from: from + 12, to: to + 12 }));
  return engine.encodePart({ ...request, part: { ...request.part, spans } });
};

/** Decoded to something that no other part has seen. */
const tornSeam: MediaEngine['encodePart'] = async request => {
  const made = await engine.encodePart(request);
  return { ...made, seam: { own: 'other', next: 'pictures' } };
};

/** The last of its windows loses a frame. */
const oneShort: MediaEngine['decodeWindows'] = async request => {
  const seen = await engine.decodeWindows(request);
  return seen.map((window, at) =>
    at === seen.length - 1 ? { ...window, count: window.count - 1 } : window,
  );
};

const swapped: MediaEngine['join'] = request =>
  engine.join({ ...request, parts: request.parts.toReversed() });

describe('a good result passes, and says at how many places it was compared', () => {
  test.each([
    ['smart', () => smart, 6],
    ['encode', () => encode, 8],
    ['sound', () => sound, 5],
  ])('%s', async (method, made, atLeast) => {
    const { facts } = await run(made(), engine);
    expect(facts).toMatchObject({ method });
    expect(facts).not.toHaveProperty('refused', expect.stringContaining(`${method}:`));
    expect(facts?.checked_points).toBeGreaterThanOrEqual(atLeast);
  });
});

describe('a wrong result that keeps its length is refused, and the next way is taken', () => {
  test.each([
    ['smart', 'sound 40 ms late', 'encodeSound', shifted(40), /smart: sound 40.0 ms late/],
    ['smart', 'sound 3 ms late', 'encodeSound', shifted(3), /smart: sound 3.0 ms late/],
    ['smart', 'sound of another place', 'encodeSound', elsewhere, /smart: another sound/],
    ['smart', 'edges of another place', 'encodePart', lateEdges, /smart: (another )?picture/],
    ['encode', 'sound 3 ms late', 'encodeSound', shifted(3), /encode: sound 3.0 ms late/],
    ['encode', 'a torn seam', 'encodePart', tornSeam, /encode: a seek shows other pictures/],
    [
      'encode',
      'a torn join',
      'decodeWindows',
      oneShort,
      /encode: \d+ of \d+ frames from frame \d+/,
    ],
    ['encode', 'parts swapped', 'join', swapped, /encode: (another )?picture/],
    [
      'encode',
      'a frame missing and one double',
      'encodePart',
      oneMissingOneDouble,
      /encode: picture 1 frame early/,
    ],
  ] as const)('%s: %s', async (method, _, name, wrong, reason) => {
    const { facts } = await run(method === 'smart' ? smart : encode, wrongOnce(name, wrong));
    expect(facts).toMatchObject({ method: 'encode', refused: expect.stringMatching(reason) });
    expect(facts?.checked_points).toBeGreaterThan(5);
  });

  test('smart: another key frame, whatever other checks say', async () => {
    const scanPackets: MediaEngine['scanPackets'] = async request => {
      const table = await engine.scanPackets(request);
      const keyPictures = table.keyPictures.map(({ seconds }) => ({ seconds, checksum: '0' }));
      return { ...table, keyPictures };
    };
    const { facts } = await run(smart, { ...engine, scanPackets });
    expect(facts).toMatchObject({
      method: 'encode',
      refused: expect.stringMatching(/smart: another key frame than the original's at frame \d+/),
    });
  });

  test('where there is no other way, nothing ships', async () => {
    const failed = run(sound, { ...engine, encodeSound: shifted(3) });
    await expect(failed).rejects.toMatchObject({
      code: 'engine_failed',
      detail: 'sound: sound 3.0 ms late',
    });
  });
});

test('an index that misleads does not refuse a good result', async () => {
  /** Finds everything a tenth of a second too early, unless it reads from the beginning. */
  const misled: MediaEngine = {
    ...engine,
    decodeSoundWindows: request => {
      const early = ({ start, end }: { start: number; end: number }) => ({
        start: start - 0.1,
        end: end - 0.1,
      });
      const { fromBeginning, path, windows } = request;
      const wrong = !fromBeginning && !path.includes('result');
      return engine.decodeSoundWindows({
        ...request,
        windows: wrong ? windows.map(early) : windows,
      });
    },
  };
  const { facts } = await run(smart, misled);
  expect(facts).toMatchObject({ method: 'smart' });
  expect(facts?.checked_points).toBeGreaterThanOrEqual(6);
});
