import { around, every, optional } from './elements.ts';
import { player, playFrom } from './player.ts';
import { chapters, marker, timed } from './timed.ts';

/** The box of the transcript; a recording without speech has none. */
export const lines = optional('#lines', HTMLElement);
const followButton = optional('#follow', HTMLButtonElement);
const calm = matchMedia('(prefers-reduced-motion: reduce)');

let following = true;

const markChapter = marker(chapters);
const markSentence = marker(timed('#lines span[data-t]'), node => {
  if (following) reveal(node);
});

/** Marks the current chapter and sentence; the transcript scrolls along. */
export function showPlace() {
  markChapter(player.currentTime);
  markSentence(player.currentTime);
}

/** Scrolls the text to a node. Nothing moves while it can be seen well, so the text never twitches. */
export function reveal(node: Element) {
  if (!lines) return;
  const box = lines.getBoundingClientRect();
  const at = node.getBoundingClientRect();
  const seen = at.top >= box.top + 8 && at.bottom <= box.bottom - 24;
  if (seen) return;
  const distance = at.top - box.top - box.height / 3;
  const far = Math.abs(distance) > 2 * box.height;
  const behavior = far || calm.matches ? 'auto' : 'smooth';
  lines.scrollTo({ top: lines.scrollTop + distance, behavior });
}

export function follow(wanted: boolean) {
  following = wanted;
  if (!followButton) return;
  followButton.hidden = wanted;
  if (wanted) revealCurrent();
}

function revealCurrent() {
  const sentence = optional('#lines span[aria-current]', HTMLElement);
  if (sentence) reveal(sentence);
}

export function startFollow() {
  for (const event of ['timeupdate', 'seeking', 'loadedmetadata']) {
    player.addEventListener(event, showPlace);
  }
  if (!lines) return;
  stopWhenLeft(lines);
  followButton?.addEventListener('click', () => follow(true));
  stayWhenMoved(lines);
  lines.addEventListener('click', playSentence);
}

/** Who scrolls wants to read elsewhere: the text stays where it is until asked back. */
function stopWhenLeft(box: HTMLElement) {
  for (const event of ['wheel', 'touchmove']) {
    box.addEventListener(event, () => follow(false), { passive: true });
  }
  box.addEventListener('keydown', event => {
    if (/^(Arrow|Page|Home|End|Tab| )/.test(event.key)) follow(false);
  });
  // Its scroll bar: everything else in it has an element of its own.
  box.addEventListener('pointerdown', event => {
    if (event.target === box) follow(false);
  });
}

/** Paragraphs are as tall as was guessed until they are near, and phones are turned. */
function stayWhenMoved(box: HTMLElement) {
  const moved = new ResizeObserver(() => {
    if (following) revealCurrent();
  });
  for (const node of [box, ...every('p', HTMLElement, box)]) moved.observe(node);
}

function playSentence(event: MouseEvent) {
  const sentence = around(event, 'span[data-t]', HTMLElement);
  const selecting = String(getSelection()) !== '';
  if (!sentence || selecting) return;
  follow(true);
  playFrom(Number(sentence.dataset.t));
}
