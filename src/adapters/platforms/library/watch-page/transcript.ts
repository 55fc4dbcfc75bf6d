import { clockTime } from '../../../../config/time-format.ts';
import { downloadLink } from './about.ts';
import { langOf, ownDirection } from './direction.ts';
import { html } from './html.ts';
import { mediaAt, place, type WatchPageModel } from './page-model.ts';
import type { PageWords } from './page-words.ts';
import { type Paragraph, type TranscriptPart, transcriptParts } from './paragraphs.ts';

/** Readable without a script; with it the text can be searched, clicked and follows the player. */
export function transcriptSection(page: WatchPageModel, words: PageWords, pageLanguage: string) {
  const parts = transcriptParts(page.sentences, page.chapters);
  if (parts.length === 0) return undefined;
  return html`<section class="transcript" id="transcript" aria-labelledby="transcript-title">
<div class="title-row"><h2 id="transcript-title">${words.transcript}</h2>
${exportMenu(page, words, pageLanguage)}</div>
${searchForm(words)}
<div class="lines" id="lines" role="region" tabindex="0" aria-labelledby="transcript-title"${langOf(page, pageLanguage)}>
${parts.map(part => partMarkup(page, part, words, pageLanguage))}</div>
<button type="button" class="follow" id="follow" hidden>${words.follow}</button>
</section>`;
}

/** The text in every form; the first language is the one that is spoken. */
function exportMenu(
  { transcriptFile, subtitles }: WatchPageModel,
  words: PageWords,
  pageLanguage: string,
) {
  const spoken = subtitles.filter(({ language }) => language === subtitles[0]?.language);
  const files = [
    ...(transcriptFile ? [{ file: transcriptFile, label: `${words.text} (TXT)` }] : []),
    ...spoken.map(({ file, format }) => ({ file, label: format.toUpperCase() })),
  ];
  return html`<details class="export"><summary>${words.save}</summary>
<ul>
<li class="needs-js"><button type="button" id="copy-text" data-done="${words.copied}">${words.copyText}</button></li>
${files.map(
  ({ file, label }) => html`<li>${downloadLink(file, label, pageLanguage)}</li>
`,
)}</ul></details>`;
}

const searchForm = (
  words: PageWords,
) => html`<form class="search needs-js" id="search" role="search">
<input type="search" name="query" aria-label="${words.search}" placeholder="${words.searchHint}" autocomplete="off" enterkeyhint="search" aria-keyshortcuts="/">
<output role="status" data-some="${words.matchOf}" data-none="${words.noMatch}"></output>
<button type="button" data-step="-1" aria-label="${words.previous}" disabled>↑</button>
<button type="button" data-step="1" aria-label="${words.next}" disabled>↓</button>
</form>`;

const partMarkup = (
  page: WatchPageModel,
  { chapter, paragraphs }: TranscriptPart,
  words: PageWords,
  pageLanguage: string,
) =>
  html`${
    chapter &&
    html`<h3${ownDirection(chapter.title, pageLanguage)}>${chapter.title}</h3>
`
  }${paragraphs.map(paragraph => paragraphMarkup(page, paragraph, words, pageLanguage))}`;

/** The time is the link for keyboards and screen readers; each sentence can be clicked besides. */
function paragraphMarkup(
  page: WatchPageModel,
  paragraph: Paragraph,
  words: PageWords,
  pageLanguage: string,
) {
  const { start } = paragraph[0];
  const time = clockTime(start);
  const label = words.playFrom.replace('{time}', time);
  const text = paragraph.map(sentence => sentence.text).join(' ');
  const sentences = paragraph.map(
    sentence => html`<span data-t="${sentence.start.toFixed(2)}">${sentence.text}</span> `,
  );
  return html`<p><a class="time" href="${mediaAt(page, start)}" data-t="${place(start)}" aria-label="${label}">${time}</a><span${ownDirection(text, pageLanguage)}>${sentences}</span></p>
`;
}
