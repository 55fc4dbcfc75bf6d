import { describe, expect, test } from 'vitest';
import { TrimConfig } from '#src/config/processing-config.contract.ts';
import { planCuts } from '#src/media/edit/plan-cuts.ts';
import { planFromLevels } from '#src/media/edit/plan-from-levels.ts';
import { decodeLevels, encodeLevels } from '#src/media/sound/level-curve.ts';
import { createLevelMeter } from '#src/media/sound/level-meter.ts';
import { findSound } from '#src/media/sound/sound-activity.ts';
import { babble, keys } from './support/busy-noises.ts';
import { testFolder } from './support/engine.ts';
import { judgeCuts } from './support/judge-cuts.ts';
import { fan, hum, mixed, pink, white } from './support/noises.ts';
import { lectureOf, sayAll, talk } from './support/speech-sources.ts';

const said = sayAll(testFolder());
const person = talk();
const SOURCES = [
  { name: 'a lecture', source: lectureOf(said) },
  ...(person ? [{ name: 'a person', source: person }] : []),
];
const NOISES = { pink, white, hum, fan, babble: babble(said), keys };
/** Under speech of -20 dBFS, whose quiet sentences lie 9 dB below that. */
const LEVELS = [-72, -60, -50, -43];
const BLOCK = 8192;
const AUDIO = {
  codec: 'pcm',
  sample_rate: 16_000,
  channels: 1,
  equal_channels: false,
  start_seconds: 0,
};
const trim = TrimConfig.parse({});

function planned(pcm: Int16Array, sourceSeconds: number) {
  const meter = createLevelMeter();
  for (let at = 0; at < pcm.length; at += BLOCK) meter.push(pcm.subarray(at, at + BLOCK));
  const { sound, levels, voice } = findSound(meter.finish().bands, 'auto');
  const { cuts } = planCuts({ sound, sourceSeconds, trim, grid: null });
  const stored = decodeLevels(encodeLevels(levels, voice));
  const again = planFromLevels({
    curves: stored,
    sourceSeconds,
    probe: { video: null, audio: AUDIO },
    trim,
  });
  // What a preview plans from storage is what `analyze` planned.
  expect(again.cuts).toEqual(cuts);
  return cuts;
}

/** What comes and goes as loud as this is sometimes kept: a pause too many, never a word too few. */
const HARDER: Record<string, number> = { 'babble -43': 0.975 };
const LONGEST = Math.max(...SOURCES.map(({ source }) => source.samples.length));

describe.each(Object.entries(NOISES))('%s', (kind, make) => {
  const noise = make(LONGEST, 3);

  test.each(LEVELS)('at %d dBFS', level => {
    for (const { name, source } of SOURCES) {
      const pcm = mixed(source.samples, noise, level);
      const { precision, recall, secondsOfWords } = judgeCuts(planned(pcm, source.seconds), source);
      expect(precision, `precision, ${name}`).toBeGreaterThanOrEqual(0.98);
      expect(recall, `recall, ${name}`).toBeGreaterThanOrEqual(HARDER[`${kind} ${level}`] ?? 0.98);
      expect(secondsOfWords, `words, ${name}`).toBeCloseTo(0, 6);
    }
  });
});
