import { describe, expect, test } from 'vitest';
import { encodeSoundArgs, remuxArgs } from '#src/adapters/ffmpeg/render/render-args.ts';
import { LoudnessConfig } from '#src/config/look-config.contract.ts';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import { keepAll } from '#src/media/edit/plan-cuts.ts';
import { type Level, levelOf, mixedLevel } from '#src/media/render/loudness.ts';
import { planRender } from '#src/media/render/render-plan.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const probe = probeFor(SOURCE, 60);
const ON = LoudnessConfig.parse({ enabled: true });
const LEVEL: Level = { gainDb: 6, targetLufs: -14, truePeakDbtp: -1 };

describe('the level of a recording', () => {
  test('stays as it is unless asked for', () => {
    expect(levelOf(probe, processingConfig().sound.loudness)).toBeNull();
  });

  test('is one gain from what was measured to the target', () => {
    expect(levelOf(probe, ON)).toEqual(LEVEL);
    expect(levelOf(probe, { ...ON, target_lufs: -23 })?.gainDb).toBe(-3);
    expect(mixedLevel(LEVEL).gainDb).toBeCloseTo(9.01, 2);
  });

  test.each([
    ['an empty room is not made a concert', -60, 24],
    ['nothing heard, nothing raised', null, undefined],
  ])('%s', (_, loudness_lufs, gain) => {
    expect(levelOf({ ...probe, loudness_lufs }, ON)?.gainDb).toBe(gain);
  });

  test.each([{ target_lufs: -5 }, { target_lufs: 'loud' }, { true_peak_dbtp: 0 }, { gain: 3 }])(
    '%o is refused',
    config => {
      expect(LoudnessConfig.safeParse(config).success).toBe(false);
    },
  );
});

test('the picture is copied all the same, the sound never', () => {
  const input = { source: SOURCE, probe, edit: keepAll(60), cores: 2, level: LEVEL };
  expect(planRender(input)[0]).toMatchObject({ kind: 'remux', video: 'copy', audio: 'encode' });
  const sound = { ...SOURCE, video: null };
  const [alone] = planRender({ ...input, source: sound, probe: probeFor(sound, 60) });
  expect(alone?.kind).toBe('sound');
});

test.each([
  [
    'sound-at-level',
    encodeSoundArgs({ sampleRate: 44_100, channels: 2, target: '/s/sound.m4a', level: LEVEL }),
  ],
  [
    'remux-at-level',
    remuxArgs({
      path: '/s/original',
      source: SOURCE,
      video: 'copy',
      audio: 'encode',
      target: '/s/result.mp4',
      level: LEVEL,
    }),
  ],
])('the command %s matches its golden file', async (name, command) => {
  const lines = `${command.join(' ').replaceAll(' -', '\n-')}\n`;
  await expect(lines).toMatchFileSnapshot(`golden/${name}.txt`);
});
