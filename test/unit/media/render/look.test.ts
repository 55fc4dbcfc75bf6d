import { describe, expect, test } from 'vitest';
import { escapePath } from '#src/adapters/ffmpeg/render/look-graph.ts';
import { pictureGraph } from '#src/adapters/ffmpeg/render/picture-graph.ts';
import { PictureConfig } from '#src/config/look-config.contract.ts';
import { keepAll } from '#src/media/edit/plan-cuts.ts';
import { lookOf } from '#src/media/render/look.ts';
import { planRender } from '#src/media/render/render-plan.ts';
import { reshapeOf } from '#src/media/render/reshape.ts';
import { splitIntoParts } from '#src/media/render/split-parts.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const WIDE = { width: 1280, height: 720 };

describe('upright', () => {
  test.each([
    ['crop', WIDE, 414, 736],
    ['crop', { width: 1920, height: 1080 }, 612, 1088],
    ['crop', { width: 3840, height: 2160 }, 1080, 1920],
    ['crop', { width: 320, height: 180 }, 360, 640],
    ['crop', { width: 1080, height: 2340 }, 1080, 1920],
    ['fit_blur', WIDE, 1080, 1920],
    ['fit_blur', { width: 640, height: 360 }, 648, 1152],
    ['fit_blur', { width: 720, height: 1600 }, 900, 1600],
  ] as const)('%s of %o is %d × %d', (fit, shown, width, height) => {
    expect(reshapeOf(shown, fit, 0.5)).toEqual({ width, height, fit, focus: 0.5 });
    expect([width % 2, height % 2, width / height]).toEqual([0, 0, 9 / 16]);
  });

  test.each([
    { width: 1080, height: 1920 },
    { width: 608, height: 1080 },
    { width: 2160, height: 3840 },
  ])('$width × $height is upright already', shown => {
    expect(reshapeOf(shown, 'crop', 0.5)).toBeNull();
  });
});

const look = (picture: object, rotation: 0 | 90 = 0) => {
  const { video } = probeFor({ ...SOURCE, video: { ...SOURCE.video, rotation } }, 60);
  return video && lookOf(video, PictureConfig.parse(picture));
};

describe('the look of a recording', () => {
  test('is nothing unless asked for', () => {
    expect(look({})).toBeNull();
    expect(look({ vertical_focus: 0 })).toBeNull();
  });

  test('says in words why the picture cannot be copied', () => {
    const both = look({ vertical: 'crop', watermark: { text: 'x' } });
    expect(both?.reasons).toEqual(['vertical', 'watermark']);
    expect(look({ watermark: { text: 'x' } })?.reasons).toEqual(['watermark']);
  });

  test('has captions below the watermark', () => {
    const { video } = probeFor(SOURCE, 60);
    const config = PictureConfig.parse({ watermark: { text: 'x' } });
    const both = video && lookOf(video, config, 'captions');
    expect(both?.reasons).toEqual(['burn-in', 'watermark']);
    expect(both?.drawings[0]).toBe('captions');
    expect(both?.drawings).toHaveLength(2);
  });

  test('follows the picture as it is shown, not as it is stored', () => {
    expect(look({ vertical: 'fit_blur' }, 90)).toBeNull();
    expect(look({ watermark: { text: 'x' } }, 90)?.drawings[0]).toContain('PlayResX: 720');
  });

  test('takes every way but an encode out of the plan', () => {
    const input = { source: SOURCE, probe: probeFor(SOURCE, 60), edit: keepAll(60), cores: 2 };
    const kinds = (picture: object) =>
      planRender({ ...input, look: look(picture) }).map(({ kind }) => kind);
    expect(kinds({})).toEqual(['remux', 'encode', 'encode']);
    expect(kinds({ watermark: { text: 'x' } })).toEqual(['encode', 'encode']);
  });
});

const grid = { frames: 30_000, seconds: 1001, originSeconds: 0 };
const spans = [{ from: 0, to: 2000 }];
const parts = splitIntoParts({ spans, grid, cores: 2, seekable: true, threads: 1 });
const drawingPaths = ['/scratch/part-1.mp4.0.ass', "/it's: [here],\\;/1.ass"];

describe('the graph', () => {
  test('of a part says where in the result it begins', () => {
    expect(parts.map(({ begin }) => begin)).toEqual([0, 1000]);
  });

  test.each([
    ['graph-drawings', { reshape: null, drawingPaths }],
    ['graph-vertical-crop', { reshape: reshapeOf(WIDE, 'crop', 0.25), drawingPaths: [] }],
    ['graph-vertical-fit', { reshape: reshapeOf(WIDE, 'fit_blur', 0.5), drawingPaths }],
  ])('%s', async (name, drawn) => {
    const [, part] = parts;
    if (!part) throw new Error('no part');
    const graph = pictureGraph(SOURCE.video, part, drawn);
    await expect(graph).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('names paths so that no sign in them is syntax', () => {
    expect(escapePath('/plain/path-0.ass')).toBe('/plain/path-0.ass');
    expect(escapePath("/a'b:c,d")).toBe("/a\\\\\\'b\\\\:c\\,d");
  });
});
