import { clockTime } from '../../../config/time-format.ts';
import type { ListedEntry } from './library-entry.contract.ts';
import { FEED_FILE, LIST_STYLE_FILE } from './site-keys.ts';
import { ownDirection, pageDirection } from './watch-page/direction.ts';
import { CONTENT_SECURITY_POLICY } from './watch-page/head.ts';
import { html } from './watch-page/html.ts';
import { type PageWords, pageWords } from './watch-page/page-words.ts';

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
<html lang="${pageLanguage}"${pageDirection(pageLanguage)}>
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
<span class="name"${lang}${ownDirection(title, pageLanguage)}>${title}</span>
<time class="soft" datetime="${new Date(publishedAt).toISOString()}">${date}</time>
</a></li>
`;
}
