import { around, every } from './elements.ts';
import { follow } from './follow.ts';
import { parsePlace } from './parse-place.ts';
import { playFrom, seek } from './player.ts';

const LINK = 'a[data-t]';

/** Links of chapters and times, and the place that the address of the page names. */
export function startPlaceLinks() {
  // Without this script the links open the media file itself at that place.
  for (const link of every(LINK, HTMLAnchorElement)) link.href = `?t=${link.dataset.t}`;
  document.addEventListener('click', openPlace);
  const place = parsePlace(new URLSearchParams(location.search).get('t'));
  if (place > 0) seek(place);
}

function openPlace(event: MouseEvent) {
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = around(event, LINK, HTMLAnchorElement);
  if (!link || opensElsewhere) return;
  event.preventDefault();
  const seconds = Number(link.dataset.t);
  follow(true);
  playFrom(seconds);
  history.replaceState(null, '', `?t=${seconds}`);
}
