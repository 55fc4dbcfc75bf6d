import { clockTime } from '../../../../config/time-format.ts';
import { FEWEST_CHAPTERS } from '../limits.ts';
import { pageTools } from './dialogs.ts';
import { langOf, ownDirection } from './direction.ts';
import { html } from './html.ts';
import { isSound, mediaAt, type PageFile, place, type WatchPageModel } from './page-model.ts';
import { languageName, type PageWords } from './page-words.ts';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** Title, facts, description, chapters and downloads. */
export const aboutSection = (page: WatchPageModel, words: PageWords, pageLanguage: string) =>
  html`<div class="about">
<div>
<h1${titleLang(page, page.title, pageLanguage)}>${page.title}</h1>
<div class="facts">
<time datetime="${new Date(page.recordTime).toISOString()}">${recordDate(page, pageLanguage)}</time>
<span>${clockTime(page.durationSeconds)}</span>
${speedSelect(words, pageLanguage)}
${pageTools(words)}
</div>
</div>
${chapterList(page, words, pageLanguage)}
${page.description && html`<p class="description"${titleLang(page, page.description, pageLanguage)}>${page.description}</p>`}
${downloads(page, words, pageLanguage)}
</div>`;

/** The language is the recording's; the direction that of the letters, as titles are in any. */
const titleLang = ({ language }: WatchPageModel, text: string, pageLanguage: string) =>
  html`${language && language !== pageLanguage && html` lang="${language}"`}${ownDirection(text, pageLanguage)}`;

const recordDate = ({ recordTime, timeZone }: WatchPageModel, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone, ...DIGITS }).format(
    recordTime,
  );

const speedSelect = (
  words: PageWords,
  pageLanguage: string,
) => html`<label class="needs-js">${words.speed}
<select id="speed">${SPEEDS.map(
  speed =>
    html`<option value="${speed}"${speed === 1 && html` selected`}>${inDigits(pageLanguage).format(speed)}×</option>`,
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
  }) => html`<li><a href="${mediaAt(page, start)}" data-t="${place(start)}"><span class="time">${clockTime(start)}</span> <span${ownDirection(title, pageLanguage)}>${title}</span></a></li>
`,
)}</ol>
</nav>`;
}

function downloads(page: WatchPageModel, words: PageWords, pageLanguage: string) {
  const files = [
    { file: page.media, label: isSound(page) ? words.audio : words.video },
    ...page.subtitles.map(({ file, format, language }) => ({
      file,
      label: `${language ? languageName(language) : words.subtitles} ${format.toUpperCase()}`,
    })),
    ...(page.transcriptFile ? [{ file: page.transcriptFile, label: words.transcript }] : []),
  ];
  return html`<section class="downloads" aria-labelledby="downloads-title">
<h2 id="downloads-title">${words.downloads}</h2>
<ul>
${files.map(
  ({ file, label }) => html`<li>${downloadLink(file, label, pageLanguage)}</li>
`,
)}</ul>
</section>`;
}

export function downloadLink(
  { path, saveAs, sizeBytes }: PageFile,
  label: string,
  pageLanguage: string,
) {
  const size = fileSize(sizeBytes, pageLanguage);
  return html`<a href="${path}" download="${saveAs}">${label} <span class="soft"${ownDirection(size, pageLanguage)}>${size}</span></a>`;
}

/** Fewer bytes than the first of them say nothing to anybody. */
const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
/** The digits of times, which are everywhere on the page. */
const DIGITS = { numberingSystem: 'latn' } as const;

const inDigits = (language: string, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(language, { ...options, ...DIGITS });

/** In the words of a language: `1.5 MB`, `1,5 МБ`. */
export function fileSize(sizeBytes: number, language: string) {
  const kilobytes = sizeBytes > 0 ? Math.max(1, sizeBytes / 1000) : 0;
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, kilobytes)) / 3));
  const value = kilobytes / 1000 ** power;
  const digits = power > 0 && value < 10 ? 1 : 0;
  return inDigits(language, {
    style: 'unit',
    unit: UNITS[power],
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
