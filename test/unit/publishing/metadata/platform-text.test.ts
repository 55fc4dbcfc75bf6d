import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIBRARY_LIMITS } from '../../../../src/adapters/platforms/library/limits.ts';
import { YOUTUBE_LIMITS } from '../../../../src/adapters/platforms/youtube/limits.ts';
import { bytes, characters, fitText } from '../../../../src/publishing/metadata/fit-text.ts';
import { platformText } from '../../../../src/publishing/metadata/platform-text.ts';
import { metadata } from '../../../support/publishing/publication.ts';

const NOW = Date.parse('2026-11-20T21:30:00Z');
const youtube = (more: Parameters<typeof metadata>[0]) =>
  platformText(metadata(more), NOW, YOUTUBE_LIMITS);
const library = (more: Parameters<typeof metadata>[0]) =>
  platformText(metadata(more), NOW, LIBRARY_LIMITS);

describe('cutting', () => {
  test.each([
    ['what fits stays', 'a short text', 20, 'a short text'],
    ['between words', 'the quick brown fox', 12, 'the quick…'],
    ['after a whole word', 'the quick brown fox', 10, 'the quick…'],
    ['inside a word that is too long', 'Donaudampfschifffahrt', 8, 'Donauda…'],
    ['without a dangling sign', 'Waves, light', 8, 'Waves…'],
  ])('%s', (_name, text, limit, expected) => {
    expect(fitText(text, limit, characters)).toBe(expected);
  });

  test('a sign of several parts is kept or dropped as one', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(fitText(`${family}${family}`, family.length + 1, characters)).toBe(`${family}…`);
    expect(fitText(`${family}${family}`, family.length + 0, characters)).toBe('…');
    expect(fitText('éééé', 7, bytes)).toBe('éé…');
  });

  test('any text fits any limit, whole signs only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 3, max: 60 }),
        (text, limit) => {
          const fitted = fitText(text, limit, bytes);
          expect(bytes(fitted)).toBeLessThanOrEqual(limit);
          expect(fitted.isWellFormed()).toBe(true);
          if (fitted !== text) expect(text.startsWith(fitted.slice(0, -1))).toBe(true);
        },
      ),
    );
  });
});

describe('platform limits', () => {
  test('YouTube takes whatever is rendered', () => {
    const unit = fc.constantFrom(...'a <>&\n\t\u0000\u000b\r-я漢', '👩‍🔬', '\ud800');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 1500 }), fc.string(), (text, name) => {
        const { title, description } = youtube({
          display_name: name,
          title: [text],
          description: [text.repeat(4)],
        });
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(100);
        expect(bytes(description)).toBeLessThanOrEqual(5000);
        expect(title + description).not.toMatch(/[<>]/);
        expect(title).not.toMatch(/[\n\r]/);
      }),
    );
  });

  test('a description of 5000 bytes is not cut, one of 5001 is', () => {
    const cyrillic = 'я'.repeat(2500);
    expect(youtube({ description: [cyrillic] }).description).toBe(cyrillic);
    const cut = youtube({ description: [`${cyrillic}a`] }).description;
    expect(cut.endsWith('…')).toBe(true);
    expect(bytes(cut)).toBeLessThanOrEqual(5000);
  });

  test('an empty title falls back to the name, an empty name to a word', () => {
    expect(youtube({ title: ['  \n '] }).title).toBe('Lecture');
    expect(youtube({ title: [], display_name: '' }).title).toBe('Recording');
  });

  test('empty variables leave no gaps', () => {
    expect(library({ description: ['\n\n', 'a\n\n\n\nb  \n', '\n\n'] }).description).toBe('a\n\nb');
  });

  test('the time of publication is written in the zone of the workspace', () => {
    const description = ['Out on ', { publish_time: 'DD.MM.YYYY hh:mm' }];
    expect(library({ description, time_zone: 'Asia/Tokyo' }).description).toBe(
      'Out on 21.11.2026 06:30',
    );
  });

  test('signs that no feed may hold are left out', () => {
    expect(library({ title: ['a\u0000b\u000bc\ufffed\ud800e'] }).title).toBe('abcd\ufffde');
  });
});

describe('chapters in a description', () => {
  const topics = '1. 00:00:00 — Beginning\n2. 00:00:20 — Middle\n3. 00:00:40 — End';
  const description = ['Intro\n\n', { topics, timestamps: true }];

  test('YouTube gets lines that it reads as chapters, the library what the config says', () => {
    expect(youtube({ description }).description).toBe(
      'Intro\n\n0:00 Beginning\n0:20 Middle\n0:40 End',
    );
    expect(library({ description }).description).toBe(`Intro\n\n${topics}`);
  });

  test('without timestamps nobody wants chapters', () => {
    const plain = [{ topics: 'Beginning, Middle, End', timestamps: false }];
    expect(youtube({ description: plain }).description).toBe('Beginning, Middle, End');
  });

  test('too few chapters leave the list as it is', () => {
    const chapters = metadata().chapters.slice(0, 2);
    expect(youtube({ description, chapters }).description).toBe(`Intro\n\n${topics}`);
  });
});
