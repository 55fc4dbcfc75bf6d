import { aboutSection } from './about.ts';
import { keysDialog, shareDialog } from './dialogs.ts';
import { pageDirection } from './direction.ts';
import { pageHead } from './head.ts';
import { html } from './html.ts';
import type { WatchPageModel } from './page-model.ts';
import { type PageWords, pageWords } from './page-words.ts';
import { playerSection } from './player.ts';
import { transcriptSection } from './transcript.ts';

/** `index.html`: the whole page, complete without a script and without any request elsewhere. */
export function renderWatchPage(page: WatchPageModel) {
  const { words, pageLanguage } = pageWords(page.language);
  const transcript = transcriptSection(page, words, pageLanguage);
  return html`<!doctype html>
<html lang="${pageLanguage}"${pageDirection(pageLanguage)}>
${pageHead(page)}
<body>
${
  transcript &&
  html`<a class="skip" href="#transcript">${words.skipToTranscript}</a>
`
}${banner(page, words)}
<main class="watch${!transcript && ' quiet'}">
${playerSection(page, words)}
${aboutSection(page, words, pageLanguage)}
${transcript ?? html`<p class="about soft">${words.noTranscript}</p>`}
</main>
${shareDialog(words)}
${keysDialog(page, words)}
</body>
</html>
`.markup;
}

const banner = (page: WatchPageModel, words: PageWords) => html`<header class="bar">
<a class="home" href="${page.listPath}"><img src="${page.iconPath}" alt="" width="24" height="24">${words.library}</a>
<a href="${page.feedPath}">${words.feed}</a>
</header>`;
