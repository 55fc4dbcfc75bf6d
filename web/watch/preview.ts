import { clock } from './clock.ts';
import { optional, required } from './elements.ts';
import { partOfSheet } from './part-of-sheet.ts';
import { barSeconds, scrub, THUMB_PX, timeline } from './seek-bar.ts';
import { chapterTitle } from './timed.ts';

const preview = required('#preview', HTMLElement);
const still = required('.still', HTMLElement, preview);
const label = required('.label', HTMLElement, preview);
/** The track of the small pictures, where the recording has some. */
const pictures = optional('#previews', HTMLTrackElement);

let pointed: number | undefined;

/** What can be seen at the place of the seek bar that is pointed at. */
export function startPreview() {
  for (const name of ['pointermove', 'pointerdown'] as const) scrub.addEventListener(name, point);
  for (const name of ['pointerleave', 'pointercancel', 'blur']) {
    scrub.addEventListener(name, hidePreview);
  }
  scrub.addEventListener('pointerup', ({ pointerType }) => {
    if (pointerType !== 'mouse') hidePreview();
  });
  for (const name of ['focus', 'input']) scrub.addEventListener(name, showHere);
  pictures?.addEventListener('load', () => {
    if (!preview.hidden) showPreview(pointed ?? Number(scrub.value));
  });
}

export function showPreview(seconds: number) {
  // The sheet is loaded for those who point at the bar, not for everyone.
  if (pictures?.track.mode === 'disabled') pictures.track.mode = 'hidden';
  showStill(seconds);
  label.textContent = [clock(seconds), chapterTitle(seconds)].filter(Boolean).join(' · ');
  preview.hidden = false;
  const width = timeline.clientWidth;
  const half = preview.offsetWidth / 2;
  preview.style.left = `${Math.min(Math.max(thumbAt(seconds), half), width - half)}px`;
}

function thumbAt(seconds: number) {
  const share = barSeconds() > 0 ? seconds / barSeconds() : 0;
  return THUMB_PX / 2 + share * (timeline.clientWidth - THUMB_PX);
}

function showStill(seconds: number) {
  const part = partOfSheet(cueAt(seconds)?.text ?? '');
  still.hidden = !part;
  if (!part) return;
  const sheet = new URL(part.sheet, pictures?.src).href;
  still.style.backgroundImage = `url("${sheet}")`;
  still.style.backgroundPosition = `${-part.x}px ${-part.y}px`;
  still.style.width = `${part.width}px`;
  still.style.height = `${part.height}px`;
}

function cueAt(seconds: number) {
  const cues = [...(pictures?.track.cues ?? [])].filter(cue => cue instanceof VTTCue);
  return cues.findLast(({ startTime }) => startTime <= seconds) ?? cues[0];
}

function hidePreview() {
  pointed = undefined;
  preview.hidden = true;
}

function point(event: PointerEvent) {
  const box = scrub.getBoundingClientRect();
  const share = (event.clientX - box.left - THUMB_PX / 2) / (box.width - THUMB_PX);
  pointed = Math.min(1, Math.max(0, share)) * barSeconds();
  showPreview(pointed);
}

function showHere() {
  if (scrub.matches(':focus-visible')) showPreview(Number(scrub.value));
}
