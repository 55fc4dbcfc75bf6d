import { expect, test } from 'vitest';
import { clock } from '../../../../web/watch/clock.ts';
import { indexAt } from '../../../../web/watch/index-at.ts';
import { parsePlace } from '../../../../web/watch/parse-place.ts';
import { partOfSheet } from '../../../../web/watch/part-of-sheet.ts';

test.each([
  ['95', 95],
  ['95s', 95],
  ['95.5', 95.5],
  ['1m35s', 95],
  ['1h2m3s', 3723],
  ['2h', 7200],
  ['', 0],
  [null, 0],
  ['-5', 0],
  ['soon', 0],
])('the address ?t=%s means %d seconds', (text, seconds) => {
  expect(parsePlace(text)).toBe(seconds);
});

test.each([
  [-1, '0:00'],
  [7.9, '0:07'],
  [750, '12:30'],
  [3600, '1:00:00'],
  [3905, '1:05:05'],
])('%d seconds are written as %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});

test.each([
  { at: 0, index: -1 },
  { at: 4.7, index: -1 },
  { at: 4.8, index: 0 },
  { at: 19, index: 0 },
  { at: 20, index: 2 },
  { at: 900, index: 3 },
])('at $at seconds item $index has begun last', ({ at, index }) => {
  const items = [5, 20, 20, 60].map(start => ({ start }));
  expect(indexAt(items, at)).toBe(index);
});

test('of no items none has begun', () => {
  expect(indexAt([], 10)).toBe(-1);
});

test('a cue names the part of a sheet', () => {
  const part = { sheet: 'sprite.jpg', x: 320, y: 0, width: 160, height: 90 };
  expect(partOfSheet('sprite.jpg#xywh=320,0,160,90\n')).toEqual(part);
  expect(partOfSheet('sprite.jpg')).toBeUndefined();
  expect(partOfSheet('')).toBeUndefined();
});
