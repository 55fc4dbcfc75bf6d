import { clockTime } from '../../../../config/time-format.ts';
import { pageTools } from './dialogs.ts';
import { html } from './html.ts';
import { isSound, mediaAt, type PageFile, place, type WatchPageModel } from './page-model.ts';
import { languageName, type PageWords } from './page-words.ts';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** A single chapter says no more than the title. */
const FEWEST_CHAPTERS = 2;

/** Title, facts, description, chapters and downloads. */
export const aboutSection = (page: WatchPageModel, words: PageWords, pageLanguage: string) =>
  html`<div class="about">
<div>
<h1${langOf(page, pageLanguage)}>${page.title}</h1>
<div class="facts">
<time datetime="${new Date(page.recordTime).toISOString()}">${recordDate(page, pageLanguage)}</time>
<span>${clockTime(page.durationSeconds)}</span>
${speedSelect(words)}
${pageTools(words)}
</div>
</div>
${chapterList(page, words, pageLanguage)}
${page.description && html`<p class="description"${langOf(page, pageLanguage)}>${page.description}</p>`}
${downloads(page, words)}
</div>`;

export const langOf = ({ language }: WatchPageModel, pageLanguage: string) =>
  language && language !== pageLanguage && html` lang="${language}"`;

const recordDate = ({ recordTime, timeZone }: WatchPageModel, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone }).format(recordTime);

const speedSelect = (words: PageWords) => html`<label class="needs-js">${words.speed}
<select id="speed">${SPEEDS.map(
  speed => html`<option value="${speed}"${speed === 1 && html` selected`}>${speed}×</option>`,
)}</select></label>`;

function chapterList(page: WatchPageModel, words: PageWords, pageLanguage: string) {
  if (page.chapters.length < FEWEST_CHAPTERS) return undefined;
  return html`<nav class="chapters" aria-labelledby="chapters-title">
<h2 id="chapters-title">${words.chapters}</h2>
<ol${langOf(page, pageLanguage)}>
${page.chapters.map(
  ({
    title,
    start,
  }) => html`<li><a href="${mediaAt(page, start)}" data-t="${place(start)}"><span class="time">${clockTime(start)}</span> <span>${title}</span></a></li>
`,
)}</ol>
</nav>`;
}

function downloads(page: WatchPageModel, words: PageWords) {
  const files = [
    { file: page.media, label: isSound(page) ? words.audio : words.video },
    ...page.subtitles.map(({ file, format, language }) => ({
      file,
      label: `${languageName(language)} ${format.toUpperCase()}`,
    })),
    ...(page.transcriptFile ? [{ file: page.transcriptFile, label: words.transcript }] : []),
  ];
  return html`<section class="downloads" aria-labelledby="downloads-title">
<h2 id="downloads-title">${words.downloads}</h2>
<ul>
${files.map(
  ({ file, label }) => html`<li>${downloadLink(file, label)}</li>
`,
)}</ul>
</section>`;
}

export const downloadLink = ({ path, saveAs, sizeBytes }: PageFile, label: string) =>
  html`<a href="${path}" download="${saveAs}">${label} <span class="soft">${fileSize(sizeBytes)}</span></a>`;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

export function fileSize(sizeBytes: number) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3));
  const value = sizeBytes / 1000 ** power;
  return `${power > 1 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}
