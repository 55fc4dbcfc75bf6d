import { clock } from './clock.ts';
import { required } from './elements.ts';
import { follow } from './follow.ts';
import { player, seek } from './player.ts';
import { chapters, chapterTitle } from './timed.ts';

export const timeline = required('#timeline', HTMLElement);
export const scrub = required('#scrub', HTMLInputElement);
const ticks = required('.ticks', HTMLElement, timeline);

/** The middle of the thumb travels this much less than the bar is long. */
export const THUMB_PX = 16;

export const barSeconds = () => Number(scrub.max);

/** The seek bar: where the viewer is, and where chapters begin. */
export function startSeekBar() {
  scrub.addEventListener('input', () => {
    follow(true);
    seek(Number(scrub.value));
  });
  for (const name of ['timeupdate', 'seeking']) player.addEventListener(name, showProgress);
  player.addEventListener('loadedmetadata', () => {
    if (Number.isFinite(player.duration)) scrub.max = String(player.duration);
    showTicks();
    showProgress();
  });
  showTicks();
  showProgress();
}

function showProgress() {
  // A bar that is being dragged must not jump back.
  if (!scrub.matches(':active')) scrub.value = String(player.currentTime);
  const seconds = Number(scrub.value);
  const text = scrub.dataset.text ?? '';
  const time = text.replace('{time}', clock(seconds)).replace('{total}', clock(barSeconds()));
  const title = chapterTitle(seconds);
  scrub.setAttribute('aria-valuetext', title ? `${time}, ${title}` : time);
}

function showTicks() {
  const starts = chapters.map(({ start }) => start);
  ticks.replaceChildren(...starts.filter(start => start > 0 && start < barSeconds()).map(tickAt));
}

function tickAt(start: number) {
  const tick = document.createElement('i');
  const share = start / barSeconds();
  tick.style.left = `calc(${100 * share}% + ${(0.5 - share) * THUMB_PX}px)`;
  return tick;
}
