import { Feed } from 'feed';
import { timestamp } from '../../../config/time-format.ts';
import type { ListedEntry } from './library-entry.contract.ts';
import { FEED_FILE, LIST_FILE } from './site-keys.ts';

/** Readers fetch the whole file each time; older recordings stay on the list page. */
const ITEMS = 100;

export type FeedOptions = {
  title: string;
  siteUrl: string;
  /** Key of the workspace's folder. */
  root: string;
  now: number;
};

/** RSS 2.0 with enclosures: readers show the pages, podcast players play the recordings. */
export function renderFeed(entries: readonly ListedEntry[], options: FeedOptions) {
  const { title, siteUrl, root, now } = options;
  const home = `${siteUrl}/${root}${LIST_FILE}`;
  const language = entries[0]?.language;
  const feed = new Feed({
    id: home,
    link: home,
    title,
    description: title,
    copyright: '',
    generator: 'Castline',
    podcast: true,
    updated: new Date(now),
    feedLinks: { rss: `${siteUrl}/${root}${FEED_FILE}` },
    ...(language && { language }),
  });
  for (const entry of entries.slice(0, ITEMS)) feed.addItem(feedItem(entry, siteUrl));
  return feed.rss2();
}

/** Descriptions are HTML to readers: of a text its line breaks stay, and nothing of it is a tag. */
const asHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>\n');

/** Titles are text, but some readers take them as HTML: what could begin a tag gets a look-alike. */
const withoutTags = (title: string) => title.replaceAll(/<(?=[a-z/!?])/gi, '‹');

function feedItem(entry: ListedEntry, siteUrl: string) {
  const { media } = entry;
  return {
    id: entry.id,
    title: withoutTags(entry.title),
    link: entry.url,
    description: asHtml(entry.summary || entry.title),
    date: new Date(entry.publishedAt),
    enclosure: {
      url: `${siteUrl}/${media.path}`,
      type: media.content_type,
      length: media.size_bytes,
    },
    // The library would put it into the enclosure, where RSS knows no such attribute.
    extensions: [
      { name: 'itunes:duration', objects: { _text: timestamp(entry.duration_seconds) } },
    ],
  };
}
