import { describe, expect, test } from 'vitest';
import type { EditList } from '#src/documents/edit.contract.ts';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import { findFault } from '#src/media/render/check/check-output.ts';
import type { Output } from '#src/media/render/ports/check.ts';
import { plannedSeconds, planRender } from '#src/media/render/render-plan.ts';
import { probeFor, SOURCE } from '../../support/source.ts';

const kept = [
  { start: 4, end: 20 },
  { start: 30, end: 60 },
];
const cut = editOf(kept, 60);
const methods = (edit: EditList) =>
  planRender({ source: SOURCE, probe: probeFor(SOURCE, 60), edit, cores: 2 });

describe('the headers of a finished file', () => {
  const [method] = methods(cut);
  if (!method) throw new Error('no method');
  const good: Output = {
    seconds: 46,
    video: { seconds: 46, frames: 1150, width: 1280, height: 720, pixelAspect: '1:1' },
    audio: { seconds: 46.01, sampleRate: 48_000, channels: 2 },
  };

  test('a good file', () => {
    expect(plannedSeconds(method)).toBe(46);
    expect(findFault(good, method)).toBeUndefined();
  });

  test.each([
    ['a frame missing', { ...good, video: { ...good.video, frames: 1149 } }, /1149 frames/],
    ['sound that ends early', { ...good, audio: { ...good.audio, seconds: 45.9 } }, /sound lasts/],
    ['no sound', { ...good, audio: null }, /sound missing/],
    ['no picture', { ...good, video: null }, /picture missing/],
    [
      'a picture that is too long',
      { ...good, video: { ...good.video, seconds: 46.03 } },
      /picture lasts/,
    ],
  ])('%s', (_, output, fault) => {
    expect(findFault({ ...good, ...output } as Output, method)).toMatch(fault);
  });

  test('a copy may be ragged, but not short', () => {
    const [copy] = methods(keepAll(60));
    if (!copy) throw new Error('no method');
    expect(findFault({ ...good, seconds: 59.8 }, copy)).toBeUndefined();
    expect(findFault({ ...good, seconds: 58 }, copy)).toMatch(/file lasts/);
  });
});
