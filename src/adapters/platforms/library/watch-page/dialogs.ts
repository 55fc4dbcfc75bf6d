import { html } from './html.ts';
import { isSound, type WatchPageModel } from './page-model.ts';
import type { PageWords } from './page-words.ts';

/** Buttons beside the speed; both open a dialog. */
export const pageTools = (words: PageWords) =>
  html`<button type="button" class="tool needs-js" data-opens="share-box">${words.share}</button>
<button type="button" class="tool keyboard needs-js" data-opens="keys-box" aria-keyshortcuts="?">${words.keyboard}</button>`;

export const shareDialog = (words: PageWords) =>
  html`<dialog id="share-box" aria-labelledby="share-title">
<h2 id="share-title">${words.share}</h2>
<label>${words.link} <input type="url" id="share-link" readonly></label>
<label class="check"><input type="checkbox" id="share-at"> <span id="share-from" data-text="${words.startAt}"></span></label>
<p class="actions"><button type="button" id="share-copy" class="main" data-done="${words.copied}">${words.copyLink}</button>
<button type="button" data-closes>${words.close}</button></p>
</dialog>`;

export function keysDialog(page: WatchPageModel, words: PageWords) {
  const rows = keyRows(page, words).map(
    ([
      keys,
      text,
    ]) => html`<div><dt>${keys.map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${text}</dd></div>
`,
  );
  return html`<dialog id="keys-box" aria-labelledby="keys-title">
<h2 id="keys-title">${words.keyboard}</h2>
<dl class="keys">
${rows}</dl>
<label class="check"><input type="checkbox" id="keys-on" checked> ${words.keysOn}</label>
<p class="actions"><button type="button" data-closes autofocus>${words.close}</button></p>
</dialog>`;
}

type KeyRow = readonly [keys: readonly string[], text: string];

/** Only keys that do something on this page. */
function keyRows(page: WatchPageModel, words: PageWords): KeyRow[] {
  const captions = page.subtitles.some(({ format }) => format === 'vtt');
  return [
    [[words.space, 'K'], words.keyPlay],
    [['J', 'L'], words.keyTen],
    [['←', '→'], words.keyFive],
    [[',', '.'], words.keySpeed],
    [['M'], words.keyMute],
    ...row(!isSound(page), 'F', words.keyFullscreen),
    ...row(captions, 'C', words.keyCaptions),
    ...row(page.sentences.length > 0, '/', words.search),
    [['?'], words.keyHelp],
  ];
}

const row = (shown: boolean, key: string, text: string): KeyRow[] => (shown ? [[[key], text]] : []);
