import { html } from './html.ts';
import type { WatchPageModel } from './page-model.ts';
import type { PageWords } from './page-words.ts';

/** A seek bar of our own: the browser's shows no pictures, and nobody can know where it lies. */
export const timeline = (page: WatchPageModel, words: PageWords) =>
  html`<div class="timeline needs-js" id="timeline" dir="ltr">
<div class="preview" id="preview" aria-hidden="true" hidden><span class="still" hidden></span><span class="label"></span></div>
<div class="ticks" aria-hidden="true"></div>
<input type="range" id="scrub" min="0" max="${page.durationSeconds}" step="0.1" value="0" autocomplete="off" aria-label="${words.seek}" data-text="${words.timeOf}">
</div>`;

/** What keys and buttons did, for eyes and for screen readers. */
export const saidLine = (words: PageWords) =>
  html`<p class="said" id="said" aria-live="polite" data-on="${words.captionsOn}" data-off="${words.captionsOff}"></p>`;
