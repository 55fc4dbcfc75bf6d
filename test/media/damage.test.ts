import { describe, expect, test } from 'vitest';
import { damageBytes, damageOf } from '../../bench/damage/damage-bytes.ts';
import { DAMAGE_CLIPS } from '../../bench/damage/damage-clips.ts';
import { runVariant } from '../../bench/damage/run-variant.ts';
import { testFolder } from './support/engine.ts';

const folder = testFolder();
/** Each file with each kind of damage; all 200 are run by `npm run bench -- damage`. */
const SEEDS = Array.from({ length: 12 }, (_, seed) => seed);

describe('a damaged file ends in time, and shows and sounds as its source where that decodes', () => {
  test.each(SEEDS)('variant %d', async seed => {
    const clip = DAMAGE_CLIPS[seed % DAMAGE_CLIPS.length];
    if (!clip) throw new Error('no clip');
    const { outcome, compared, detail } = await runVariant({ folder, clip, seed });
    expect([outcome, detail]).not.toContainEqual(expect.stringMatching(/^(HUNG|BUG)$/));
    expect(compared.wrong).toEqual([]);
  });
});

test('the same seed damages the same bytes, another one others', () => {
  const bytes = Uint8Array.from({ length: 50_000 }, (_, at) => at);
  for (const seed of SEEDS) {
    const damaged = damageBytes(bytes, seed);
    expect(damaged).toEqual(damageBytes(bytes, seed));
    expect(damaged).not.toEqual(bytes);
    expect(damaged).not.toEqual(damageBytes(bytes, seed + SEEDS.length));
    if (damageOf(seed) === 'cut') expect(damaged.length).toBeLessThan(bytes.length);
  }
});
