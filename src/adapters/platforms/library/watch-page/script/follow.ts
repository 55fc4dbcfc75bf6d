/** The current chapter and sentence are marked, and the transcript scrolls along. */
export const FOLLOW_SCRIPT = `
const lines = document.getElementById('lines');
const followButton = document.getElementById('follow');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

const timed = nodes => [...nodes].map(node => ({ node, start: Number(node.dataset.t) }));
const chapters = timed(document.querySelectorAll('.chapters a[data-t]'));
const sentences = timed(document.querySelectorAll('#lines span[data-t]'));

// Browsers seek to a frame, which may lie a little before the second that was asked for.
const TOLERANCE_SECONDS = 0.25;

function indexAt(items, seconds) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= seconds + TOLERANCE_SECONDS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function marker(items, onChange) {
  let current = -1;
  return seconds => {
    const index = indexAt(items, seconds);
    if (index === current) return;
    if (items[current]) items[current].node.removeAttribute('aria-current');
    if (items[index]) items[index].node.setAttribute('aria-current', 'true');
    current = index;
    if (items[index] && onChange) onChange(items[index].node);
  };
}

// Nothing happens while the node can be seen well, so the text never twitches.
function reveal(node) {
  const box = lines.getBoundingClientRect();
  const at = node.getBoundingClientRect();
  const seen = at.top >= box.top + 8 && at.bottom <= box.bottom - 24;
  if (seen) return;
  const distance = at.top - box.top - box.height / 3;
  const far = Math.abs(distance) > 2 * box.height;
  lines.scrollTo({ top: lines.scrollTop + distance, behavior: far || calm.matches ? 'auto' : 'smooth' });
}

let following = true;

function revealCurrent() {
  const sentence = document.querySelector('#lines span[aria-current]');
  if (sentence) reveal(sentence);
}

function follow(wanted) {
  following = wanted;
  if (!followButton) return;
  followButton.hidden = wanted;
  if (wanted) revealCurrent();
}

const markChapter = marker(chapters);
const markSentence = marker(sentences, node => { if (following) reveal(node); });

function showPlace() {
  markChapter(player.currentTime);
  if (lines) markSentence(player.currentTime);
}
for (const event of ['timeupdate', 'seeking', 'loadedmetadata']) player.addEventListener(event, showPlace);

if (lines) {
  // Who scrolls wants to read elsewhere: the text stays where it is until asked back.
  for (const event of ['wheel', 'touchmove']) {
    lines.addEventListener(event, () => follow(false), { passive: true });
  }
  lines.addEventListener('keydown', event => {
    if (/^(Arrow|Page|Home|End|Tab| )/.test(event.key)) follow(false);
  });
  // Its scroll bar: everything else in it has an element of its own.
  lines.addEventListener('pointerdown', event => { if (event.target === lines) follow(false); });
  followButton.addEventListener('click', () => follow(true));
  // Paragraphs are as tall as was guessed until they are near, and phones are turned: both move the text.
  const moved = new ResizeObserver(() => { if (following) revealCurrent(); });
  moved.observe(lines);
  for (const paragraph of lines.querySelectorAll('p')) moved.observe(paragraph);
  lines.addEventListener('click', event => {
    const sentence = event.target.closest('span[data-t]');
    const selecting = String(getSelection()) !== '';
    if (!sentence || selecting) return;
    follow(true);
    playFrom(Number(sentence.dataset.t));
  });
}
`;
