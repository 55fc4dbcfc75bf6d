import { html } from './html.ts';
import { isSound, type WatchPageModel } from './page-model.ts';
import { languageName, type PageWords } from './page-words.ts';
import { saidLine, timeline } from './timeline.ts';

export const playerSection = (page: WatchPageModel, words: PageWords) =>
  html`<div class="player${isSound(page) && ' sound'}">
${isSound(page) ? audioElement(page, words) : videoElement(page, words)}
${timeline(page, words)}
${saidLine(words)}
<p class="notice" id="changed" role="alert" hidden>${words.changed}</p>
<p class="notice" id="unplayable" role="alert" hidden>${words.unplayable}</p>
</div>`;

const videoElement = (
  page: WatchPageModel,
  words: PageWords,
) => html`<video id="player" controls playsinline
 preload="metadata" aria-label="${page.title}"${sizeOf(page)}${posterOf(page)}>
${sourcesAndTracks(page, words)}</video>`;

const audioElement = (
  page: WatchPageModel,
  words: PageWords,
) => html`<audio id="player" controls preload="metadata"
 aria-label="${page.title}">
${sourcesAndTracks(page, words)}</audio>`;

/** The size keeps the place free before the video is there, so that nothing jumps. */
const sizeOf = ({ picture }: WatchPageModel) =>
  picture && html` width="${picture.width}" height="${picture.height}"`;

const posterOf = ({ posterPath }: WatchPageModel) => posterPath && html` poster="${posterPath}"`;

function sourcesAndTracks(page: WatchPageModel, words: PageWords) {
  const captions = page.subtitles.filter(({ format }) => format === 'vtt');
  const tracks = captions.map(
    (
      { language, file },
      index,
    ) => html`<track kind="captions"${language && html` srclang="${language}"`}
 label="${language ? languageName(language) : words.subtitles}" src="${file.path}"${index === 0 && !page.captionsInPicture && html` default`}>
`,
  );
  const chapters =
    page.chaptersPath &&
    html`<track kind="chapters" src="${page.chaptersPath}">
`;
  const previews =
    page.previewsPath &&
    html`<track kind="metadata" id="previews" label="thumbnails" src="${page.previewsPath}">
`;
  return html`<source src="${page.media.path}" type="${page.media.contentType}">
${tracks}${chapters}${previews}`;
}
