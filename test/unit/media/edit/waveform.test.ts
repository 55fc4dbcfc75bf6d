import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import { drawWaveform } from '#src/media/edit/waveform.ts';

const seconds = 100;
/** Ten seconds of voice, ten of room, and so on. */
const levels = Float32Array.from({ length: seconds * 100 }, (_, at) =>
  Math.floor(at / 1000) % 2 ? -70 : -20,
);
const edit = editOf([{ start: 25, end: 75 }], seconds);

const parse = (svg: string) => {
  expect(XMLValidator.validate(svg)).toBe(true);
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(svg).svg;
};

test('cuts lie under a veil where they are, and say why', () => {
  const { g } = parse(drawWaveform({ levels, edit, noiseFloorDbfs: -70 }));
  expect(g[0].rect).toMatchObject([
    { x: '0', width: '300', title: 'head: 0:00 to 0:25' },
    { x: '900', width: '300', title: 'tail: 1:15 to 1:40' },
  ]);
});

test('loud is high, quiet is low, and the floor is drawn at the level of the room', () => {
  const { path } = parse(drawWaveform({ levels, edit, noiseFloorDbfs: -70 }));
  const [outline, floor] = path;
  const heights = [...outline.d.matchAll(/V([\d.]+)h/g)].map(([, height]) => Number(height));
  expect(heights).toHaveLength(600);
  expect([heights[10], heights[70]]).toEqual([40, 140]);
  expect(floor).toMatchObject({ d: 'M0 140H1200', title: 'Noise floor: -70 dBFS' });
});

test('without sound there is a flat line and no floor', () => {
  const svg = drawWaveform({ levels: new Float32Array(), edit: keepAll(5), noiseFloorDbfs: null });
  expect(parse(svg).path.d).toMatch(/^M0 160(V160h2)+V160z$/);
});

test('three hours with 800 cuts are a small picture', () => {
  const hours = 3 * 3600;
  const kept = Array.from({ length: 801 }, (_, at) => ({ start: at * 13, end: at * 13 + 11 }));
  const long = new Float32Array(hours * 100).fill(-40);
  const svg = drawWaveform({ levels: long, edit: editOf(kept, hours), noiseFloorDbfs: -60 });
  expect(svg.length).toBeLessThan(120_000);
  expect(parse(svg).g[1].text.length).toBeLessThanOrEqual(12);
});
