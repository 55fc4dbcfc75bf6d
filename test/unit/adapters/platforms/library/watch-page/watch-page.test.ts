import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watchPageModel } from '../../../../../../src/adapters/platforms/library/publication-files.ts';
import { fileSize } from '../../../../../../src/adapters/platforms/library/watch-page/about.ts';
import { html } from '../../../../../../src/adapters/platforms/library/watch-page/html.ts';
import {
  languageName,
  type PageWords,
  pageWords,
} from '../../../../../../src/adapters/platforms/library/watch-page/page-words.ts';
import { transcriptParts } from '../../../../../../src/adapters/platforms/library/watch-page/paragraphs.ts';
import { renderWatchPage } from '../../../../../../src/adapters/platforms/library/watch-page/watch-page.ts';
import {
  WATCH_SCRIPT,
  WATCH_STYLE,
} from '../../../../../../src/adapters/platforms/library/web-files.generated.ts';
import type { Publication } from '../../../../../../src/publishing/publication.ts';
import { artifact, metadata, publication } from '../../../../../support/publishing/publication.ts';

const render = (more: Partial<Publication> = {}) =>
  renderWatchPage(
    watchPageModel(publication(more), {
      version: 'v7',
      pageUrl: 'https://site/w/wsp/rec/index.html',
      folderUrl: 'https://site/w/wsp/rec/',
      publishedAt: 1000,
    }),
  );

describe('escaping', () => {
  const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;`;

  test('no text of a person becomes markup', () => {
    const page = render({
      metadata: metadata({
        title: [EVIL],
        description: [EVIL],
        chapters: [
          { title: EVIL, start: 0, end: 30 },
          { title: EVIL, start: 30, end: 60 },
        ],
      }),
      sentences: [{ start: 0, end: 1, text: EVIL }],
    });
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img src=x');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('whatever the text, tags and attributes stay as they were', () => {
    const shape = (page: string) => page.replace(/[^<>"=]/g, '');
    const plain = shape(render({ sentences: [{ start: 0, end: 1, text: 'plain' }] }));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), text => {
        const page = render({ sentences: [{ start: 0, end: 1, text: text.replaceAll('=', '') }] });
        expect(shape(page)).toBe(plain);
      }),
      { numRuns: 50 },
    );
  });

  test('lists, nothing and numbers in a template', () => {
    expect(html`<p>${[html`<b>${'<'}</b>`, ' & ']}${undefined}${false}${0}</p>`.markup).toBe(
      '<p><b>&lt;</b> &amp; 0</p>',
    );
  });
});

describe('the page', () => {
  test('asks nothing of other hosts and holds nothing inline', () => {
    const page = render();
    const head = page.replace(/<(?:meta property|link rel="canonical")[^>]*>/g, '');
    expect(head).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/\son[a-z]+=|style=|<style|javascript:/);
    expect(WATCH_STYLE).not.toMatch(/url\(|@import/);
    expect(WATCH_SCRIPT).not.toMatch(/https?:\/\/|innerHTML|eval\(/);
    expect(page).toContain('content="default-src &#39;self&#39;; object-src');
  });

  test('tells messengers what it is', () => {
    const page = render();
    expect(page).toContain('<meta property="og:title" content="Lecture">');
    expect(page).toContain('content="https://site/w/wsp/rec/v7/poster.jpg"');
    expect(page).toContain('content="https://site/w/wsp/rec/v7/video.mp4"');
  });

  test('turns captions on, once', () => {
    const page = render();
    expect(page.match(/<track kind="captions"[^>]* default>/g)).toHaveLength(1);
    expect(page).toContain('srclang="en"');
  });

  test('leaves captions off where they are in the picture', () => {
    const page = render({ captionsInPicture: true });
    expect(page).toMatch(/<track kind="captions"/);
    expect(page).not.toMatch(/<track kind="captions"[^>]* default/);
  });

  test('is in the language of the recording where its words are known', () => {
    expect(render({ language: 'ru' })).toMatch(/<html lang="ru">[\s\S]*Скачать/);
    const german = render({ language: 'de' });
    expect(german).toContain('<html lang="en">');
    expect(german).toMatch(/<h1 lang="de">/);
    expect(german).toMatch(/id="lines"[^>]* lang="de"/);
    expect(render({ language: 'en' })).not.toMatch(/<h1 lang/);
  });

  test.each([
    { language: 'he', words: 'הורדות' },
    { language: 'ar', words: 'التنزيلات' },
  ])('is written from the right in $language', ({ language, words }) => {
    const page = render({ language });
    expect(page).toContain(`<html lang="${language}" dir="rtl">`);
    expect(page).toContain(words);
    expect(page).toContain('id="timeline" dir="ltr"');
    // A title of another script runs its own way.
    expect(page).toContain('<h1 dir="auto">Lecture</h1>');
  });

  test('of a language without translated words only its text is written from the right', () => {
    const page = render({ language: 'fa' });
    expect(page).toContain('<html lang="en">');
    expect(page).toMatch(/id="lines"[^>]* lang="fa" dir="rtl"/);
  });

  test('text of both directions goes by its first letter', () => {
    const sentences = [{ start: 0, end: 1, text: 'המילה river היא נהר' }];
    const page = render({ sentences, metadata: metadata({ title: ['שיעור C++'] }) });
    expect(page).toContain('<h1 dir="auto">');
    expect(page).toContain('<span dir="auto"><span data-t');
    expect(render()).not.toContain('dir="auto"');
  });

  test('subtitles in a language that nobody knows are called subtitles', () => {
    const file = artifact('subtitles', 'und.vtt');
    const page = render({
      language: undefined,
      subtitles: [{ language: 'und', format: 'vtt', file }],
    });
    expect(page).toMatch(/<track kind="captions"\s+label="Subtitles" src="v7\/und.vtt" default>/);
    expect(page).toContain('download="Lecture.vtt">Subtitles VTT');
    expect(page).not.toMatch(/lang="und"|>Und/);
  });

  test('does not repeat its chapters in the description', () => {
    const topics = { topics: '1. Beginning', timestamps: true };
    const description = ['About light.\n\n', topics];
    const shown = render({ metadata: metadata({ description }) });
    expect(shown).toContain('>About light.</p>');
    const chapters = [{ title: 'All', start: 0, end: 60 }];
    const single = render({ metadata: metadata({ description, chapters }) });
    expect(single).toContain('1. Beginning');
  });

  test('numbers are written as its language does', () => {
    expect(render({ language: 'ru' })).toMatch(/0,75×[\s\S]*5,0\sМБ/);
  });

  test('shows sound in an audio element', () => {
    const page = render({
      media: artifact('video', 'audio.m4a', { content_type: 'audio/mp4' }),
      picture: undefined,
      poster: undefined,
    });
    expect(page).toContain('<audio id="player"');
    expect(page).not.toMatch(/<video|og:image|poster=/);
    expect(page).toContain('v7/audio.m4a');
  });

  test('a single chapter is not listed', () => {
    const chapters = [{ title: 'All', start: 0, end: 60 }];
    expect(render({ metadata: metadata({ chapters }) })).not.toContain('<nav');
  });

  test('its script is valid JavaScript', () => {
    expect(() => new Script(WATCH_SCRIPT)).not.toThrow();
  });

  test('three hours of talk are rendered in a moment', () => {
    const sentences = Array.from({ length: 6000 }, (_, index) => ({
      start: index * 2,
      end: index * 2 + 2,
      text: `Sentence ${index} of a long day.`,
    }));
    const started = performance.now();
    const page = render({ sentences });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(page.match(/<span data-t=/g)).toHaveLength(6000);
  });
});

describe('paragraphs', () => {
  const chapters = metadata().chapters;
  const spoken = (start: number, text: string, end = start + 2) => ({ start, end, text });

  test('end at chapters, at pauses and when they are long enough', () => {
    const long = 'x'.repeat(200);
    const parts = transcriptParts(
      [spoken(0, 'a'), spoken(2, 'b'), spoken(8, 'c'), spoken(21, long), spoken(23, long)],
      chapters,
    );
    const texts = parts.map(({ chapter, paragraphs }) => [
      chapter?.title,
      ...paragraphs.map(paragraph => paragraph.map(({ text }) => text.slice(0, 1)).join('')),
    ]);
    expect(texts).toEqual([
      ['Beginning', 'ab', 'c'],
      ['Middle', 'x', 'x'],
    ]);
  });

  test('a sentence that starts a breath before its chapter belongs to it', () => {
    const [part] = transcriptParts([spoken(19.9, 'Now the middle.', 23)], chapters);
    expect(part?.chapter?.title).toBe('Middle');
  });

  test('without chapters there is one part', () => {
    expect(transcriptParts([spoken(0, 'a'), spoken(50, 'b')], [])).toHaveLength(1);
  });

  test('no sentence is lost', () => {
    const talk = fc.array(fc.record({ start: fc.nat(60), text: fc.string({ minLength: 1 }) }));
    fc.assert(
      fc.property(talk, items => {
        const sentences = items
          .sort((a, b) => a.start - b.start)
          .map(({ start, text }) => spoken(start, text));
        const parts = transcriptParts(sentences, chapters);
        expect(parts.flatMap(part => part.paragraphs.flat())).toEqual(sentences);
      }),
    );
  });
});

test.each([
  [0, 'en', '0 kB'],
  [1, 'en', '1 kB'],
  [999, 'en', '1 kB'],
  [1500, 'en', '2 kB'],
  [1_500_000, 'en', '1.5 MB'],
  [23_400_000, 'en', '23 MB'],
  [4_200_000_000, 'en', '4.2 GB'],
  [1_500_000, 'ru', '1,5 МБ'],
  [1_500_000, 'ar', '1.5 م.ب'],
])('%i bytes in %s are %s', (bytes, language, shown) => {
  expect(fileSize(bytes, language).replaceAll('\u00a0', ' ')).toBe(shown);
});

/** What scripts and renderers fill in: `{time}`. */
const slotsOf = (words: PageWords) =>
  Object.entries(words).map(([name, text]) => [name, text.match(/\{\w+\}/g)?.sort()]);

test.each(['en', 'ru', 'es', 'he', 'ar'])('a page in %s speaks its language', language => {
  const { words, pageLanguage } = pageWords(language);
  expect(pageLanguage).toBe(language);
  expect(slotsOf(words)).toEqual(slotsOf(pageWords('en').words));
});

test('languages are called by their own names', () => {
  expect(['en', 'ru', 'de'].map(languageName)).toEqual(['English', 'Русский', 'Deutsch']);
});
