/** The seek bar: where the viewer is, and what can be seen at the place that is pointed at. */
export const TIMELINE_SCRIPT = String.raw`
const timeline = document.getElementById('timeline');
const scrub = document.getElementById('scrub');
const preview = document.getElementById('preview');
const [still, label] = preview.children;
const previews = document.getElementById('previews');

// The middle of the thumb travels this much less than the bar is long.
const THUMB_PX = 16;
const xOf = seconds =>
  THUMB_PX / 2 + (scrub.max > 0 ? seconds / scrub.max : 0) * (timeline.clientWidth - THUMB_PX);

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = number => String(number).padStart(2, '0');
  return hours > 0 ? hours + ':' + two(minutes) + ':' + two(rest) : minutes + ':' + two(rest);
}

function chapterTitle(seconds) {
  const chapter = chapters[indexAt(chapters, seconds)];
  return chapter ? chapter.node.lastElementChild.textContent : '';
}

function showProgress() {
  // A bar that is being dragged must not jump back.
  if (!scrub.matches(':active')) scrub.value = player.currentTime;
  const time = scrub.dataset.text.replace('{time}', clock(scrub.value)).replace('{total}', clock(scrub.max));
  const title = chapterTitle(Number(scrub.value));
  scrub.setAttribute('aria-valuetext', title ? time + ', ' + title : time);
}

function showTicks() {
  const ticks = chapters.filter(({ start }) => start > 0 && start < scrub.max).map(({ start }) => {
    const tick = document.createElement('i');
    const share = start / scrub.max;
    tick.style.left = 'calc(' + 100 * share + '% + ' + (0.5 - share) * THUMB_PX + 'px)';
    return tick;
  });
  timeline.querySelector('.ticks').replaceChildren(...ticks);
}

function showStill(seconds) {
  const cues = previews && previews.track.cues ? [...previews.track.cues] : [];
  const cue = cues.findLast(item => item.startTime <= seconds) || cues[0];
  const parts = cue && /^([^#]+)#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(cue.text.trim());
  still.hidden = !parts;
  if (!parts) return;
  const [, sheet, x, y, width, height] = parts;
  still.style.backgroundImage = 'url("' + new URL(sheet, previews.src).href + '")';
  still.style.backgroundPosition = -x + 'px ' + -y + 'px';
  still.style.width = width + 'px';
  still.style.height = height + 'px';
}

function showPreview(seconds) {
  // The sheet is loaded for those who point at the bar, not for everyone.
  if (previews && previews.track.mode === 'disabled') previews.track.mode = 'hidden';
  showStill(seconds);
  label.textContent = [clock(seconds), chapterTitle(seconds)].filter(Boolean).join(' · ');
  preview.hidden = false;
  const width = timeline.clientWidth;
  const half = preview.offsetWidth / 2;
  preview.style.left = Math.min(Math.max(xOf(seconds), half), width - half) + 'px';
}

let pointed = null;

function hidePreview() {
  pointed = null;
  preview.hidden = true;
}

function point(event) {
  const box = scrub.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (event.clientX - box.left - THUMB_PX / 2) / (box.width - THUMB_PX)));
  pointed = share * scrub.max;
  showPreview(pointed);
}

for (const name of ['pointermove', 'pointerdown']) scrub.addEventListener(name, point);
for (const name of ['pointerleave', 'pointercancel', 'blur']) scrub.addEventListener(name, hidePreview);
scrub.addEventListener('pointerup', event => { if (event.pointerType !== 'mouse') hidePreview(); });
const showHere = () => { if (scrub.matches(':focus-visible')) showPreview(Number(scrub.value)); };
scrub.addEventListener('focus', showHere);
scrub.addEventListener('input', () => {
  follow(true);
  seek(Number(scrub.value));
  showHere();
});
if (previews) {
  previews.addEventListener('load', () => {
    if (!preview.hidden) showPreview(pointed === null ? Number(scrub.value) : pointed);
  });
}

for (const name of ['timeupdate', 'seeking']) player.addEventListener(name, showProgress);
player.addEventListener('loadedmetadata', () => {
  if (Number.isFinite(player.duration)) scrub.max = player.duration;
  showTicks();
  showProgress();
});
showTicks();
showProgress();
`;
