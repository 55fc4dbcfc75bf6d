import { clockTime } from '../../../config/time-format.ts';
import type { ListedEntry } from './library-entry.contract.ts';
import { FEED_FILE, LIST_STYLE_FILE } from './site-keys.ts';
import { CONTENT_SECURITY_POLICY } from './watch-page/head.ts';
import { html } from './watch-page/html.ts';
import { type PageWords, pageWords } from './watch-page/page-words.ts';
import { BASE_STYLE } from './watch-page/style/base.ts';

export type ListOptions = {
  title: string | undefined;
  /** Key of the workspace's folder: entries are linked relative to it. */
  root: string;
};

/** The workspace's own library: a card for each recording, newest first. */
export function renderListPage(entries: readonly ListedEntry[], { title, root }: ListOptions) {
  const { words, pageLanguage } = pageWords(entries[0]?.language);
  const heading = title ?? words.library;
  return html`<!doctype html>
<html lang="${pageLanguage}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<meta name="generator" content="Castline">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/rss+xml" title="${heading}" href="${FEED_FILE}">
<link rel="stylesheet" href="${LIST_STYLE_FILE}">
</head>
<body>
<header class="bar">
<h1 class="home"><img src="icon.svg" alt="" width="28" height="28">${heading}</h1>
<a href="${FEED_FILE}">${words.feed}</a>
</header>
<main class="library">
${entries.length > 0 ? cards(entries, root, words, pageLanguage) : html`<p class="soft">${words.empty}</p>`}
</main>
</body>
</html>
`.markup;
}

const cards = (
  entries: readonly ListedEntry[],
  root: string,
  words: PageWords,
  pageLanguage: string,
) => html`<ul class="cards" aria-label="${words.newestFirst}">
${entries.map(entry => card(entry, root, pageLanguage))}</ul>`;

function card(entry: ListedEntry, root: string, pageLanguage: string) {
  const { id, title, language, publishedAt, duration_seconds, poster_path } = entry;
  const lang = language && language !== pageLanguage && html` lang="${language}"`;
  const date = new Intl.DateTimeFormat(pageLanguage, { dateStyle: 'medium' }).format(publishedAt);
  const picture = poster_path
    ? html`<img src="${poster_path.slice(root.length)}" alt="" width="480" height="270" loading="lazy">`
    : html`<img class="sign" src="icon.svg" alt="" width="56" height="56">`;
  return html`<li><a href="${id}/index.html">
<span class="picture">${picture}<span class="length">${clockTime(duration_seconds)}</span></span>
<span class="name"${lang}>${title}</span>
<time class="soft" datetime="${new Date(publishedAt).toISOString()}">${date}</time>
</a></li>
`;
}

/** `library.css`. */
export const LIST_STYLE = `${BASE_STYLE}
h1.home { display: flex; align-items: center; gap: 12px; min-height: 44px; font-size: 1.375rem; }
.library { max-width: 1400px; margin: 0 auto; padding: 12px clamp(16px, 3vw, 32px) 48px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr)); gap: 28px 20px; }
.cards a { display: grid; gap: 4px; color: inherit; text-decoration: none; }
.cards a:hover .name { color: var(--accent); text-decoration: underline; }
.picture { position: relative; display: block; aspect-ratio: 16 / 9; margin-bottom: 6px; overflow: hidden; background: var(--tint); border-radius: var(--radius); }
.picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.picture .sign { position: absolute; inset: 0; width: 56px; height: 56px; margin: auto; opacity: 0.85; }
.length { position: absolute; right: 8px; bottom: 8px; padding: 1px 7px; background: rgb(0 0 0 / 80%); color: #fff; border-radius: 6px; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.name { font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
.cards time { font-size: 0.875rem; }
`;
