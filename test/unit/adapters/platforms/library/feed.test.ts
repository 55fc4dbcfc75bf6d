import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { renderFeed } from '../../../../../src/adapters/platforms/library/feed.ts';
import type { ListedEntry } from '../../../../../src/adapters/platforms/library/library-entry.contract.ts';

const options = {
  title: 'Physics & more',
  siteUrl: 'https://site',
  root: 'w/wsp_1/',
  now: Date.parse('2026-11-20T10:00:00Z'),
};

const entry = (more: Partial<ListedEntry> = {}): ListedEntry => ({
  id: 'rec_1',
  title: 'Waves',
  summary: 'On the sea.',
  language: 'ru',
  duration_seconds: 3725.4,
  media: { path: 'w/wsp_1/rec_1/v1/video.mp4', content_type: 'video/mp4', size_bytes: 12_345 },
  poster_path: 'w/wsp_1/rec_1/v1/poster.jpg',
  url: 'https://site/w/wsp_1/rec_1/index.html',
  publishedAt: Date.parse('2026-11-19T08:00:00Z'),
  ...more,
});

function parse(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    isArray: name => name === 'item',
  });
  return parser.parse(xml).rss;
}

test('an item has what readers and podcast players need', () => {
  const rss = parse(renderFeed([entry()], options));
  expect(rss['@_version']).toBe('2.0');
  expect(rss['@_xmlns:itunes']).toBe('http://www.itunes.com/dtds/podcast-1.0.dtd');
  expect(rss.channel).toMatchObject({
    title: 'Physics & more',
    link: 'https://site/w/wsp_1/index.html',
    description: 'Physics & more',
    language: 'ru',
    lastBuildDate: 'Fri, 20 Nov 2026 10:00:00 GMT',
  });
  expect(rss.channel['atom:link']).toMatchObject({
    '@_rel': 'self',
    '@_href': 'https://site/w/wsp_1/feed.xml',
  });
  expect(rss.channel.item).toEqual([
    {
      title: 'Waves',
      link: 'https://site/w/wsp_1/rec_1/index.html',
      guid: { '#text': 'rec_1', '@_isPermaLink': 'false' },
      pubDate: 'Thu, 19 Nov 2026 08:00:00 GMT',
      description: 'On the sea.',
      enclosure: {
        '@_url': 'https://site/w/wsp_1/rec_1/v1/video.mp4',
        '@_length': '12345',
        '@_type': 'video/mp4',
      },
      'itunes:duration': '01:02:05',
    },
  ]);
});

test.each(['a ]]> b', 'a < b & "quoted"', 'Лекция 1 — 波 👩‍🔬', "it's"])(
  'the title %j arrives as it is',
  title => {
    const rss = parse(renderFeed([entry({ title })], options));
    expect(rss.channel.item[0].title).toBe(title);
  },
);

test.each([
  { title: '<b>bold</b>', shown: '‹b>bold‹/b>' },
  { title: '<img src=x onerror=alert(1)>', shown: '‹img src=x onerror=alert(1)>' },
  { title: '<!-- a', shown: '‹!-- a' },
])('the title $title is no markup to readers that take it as HTML', ({ title, shown }) => {
  const rss = parse(renderFeed([entry({ title })], options));
  expect(rss.channel.item[0].title).toBe(shown);
});

test.each([
  {
    summary: 'Waves\n\n1. Sea & sand\n2. Wind',
    html: 'Waves<br>\n<br>\n1. Sea &amp; sand<br>\n2. Wind',
  },
  { summary: '<script>alert(1)</script>', html: '&lt;script&gt;alert(1)&lt;/script&gt;' },
  { summary: 'a ]]> b', html: 'a ]]&gt; b' },
  { summary: '', html: 'Waves' },
])('the description $summary is HTML that shows the text', ({ summary, html }) => {
  const rss = parse(renderFeed([entry({ summary })], options));
  expect(rss.channel.item[0].description).toBe(html);
});

test('a language that nobody knows is left out', () => {
  expect(parse(renderFeed([entry({ language: null })], options)).channel.language).toBeUndefined();
});

test('an empty library is a valid feed', () => {
  expect(parse(renderFeed([], options)).channel.item).toBeUndefined();
});

test('a feed has a hundred items at most', () => {
  const many = Array.from({ length: 130 }, (_, index) => entry({ id: `rec_${index}` }));
  expect(parse(renderFeed(many, options)).channel.item).toHaveLength(100);
});
