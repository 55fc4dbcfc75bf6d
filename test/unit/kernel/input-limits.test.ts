import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INPUT_LIMITS, limitText } from '../../../src/kernel/input-limits.ts';
import { STAGE_ERRORS } from '../../../src/pipeline/stages/stage-error.ts';

const docs = readFileSync('docs/limits.md', 'utf8');
const number = (value: number) => value.toLocaleString('en');

test.each(Object.entries(INPUT_LIMITS))(
  '%s is in docs/limits.md as it is in the table',
  (_, limit) => {
    const bound = 'most' in limit ? number(limit.most) : `at least ${number(limit.least)}`;
    expect(docs).toContain(`| ${bound} | ${limit.of} | ${limit.fix} |`);
  },
);

test('the docs have no other rows', () => {
  const rows = docs.split('\n').filter(line => /^\| (at least )?[\d,]+ \|/.test(line));
  expect(rows).toHaveLength(Object.keys(INPUT_LIMITS).length);
});

test('a limit says how much is too much, and what to do', () => {
  expect(limitText('sidecarBytes')).toBe(
    'There are more than 10,000,000 bytes of a subtitle file, which is the limit. Leave out styles and the times of single words.',
  );
});

test.each([
  { code: 'sidecar_too_large', limit: 'sidecarBytes' },
  { code: 'too_many_captions', limit: 'sidecarCues' },
  { code: 'too_many_words', limit: 'sidecarWords' },
  { code: 'too_many_letters', limit: 'sidecarLetters' },
  { code: 'too_long', limit: 'mediaHours' },
  { code: 'too_many_pictures', limit: 'pictureRate' },
  { code: 'too_many_sizes', limit: 'pictureChanges' },
  { code: 'picture_too_large', limit: 'picturePixels' },
  { code: 'sample_rate_too_low', limit: 'leastSampleRate' },
  { code: 'sample_rate_too_high', limit: 'sampleRate' },
  { code: 'too_many_channels', limit: 'soundChannels' },
  { code: 'too_many_sound_tracks', limit: 'soundTracks' },
  { code: 'too_many_tracks', limit: 'streams' },
  { code: 'sound_hole_too_long', limit: 'soundHole' },
] as const)('the error $code reads the table', ({ code, limit }) => {
  expect(STAGE_ERRORS[code]).toBe(limitText(limit));
});
