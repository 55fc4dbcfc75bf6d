import { every, required } from './elements.ts';
import { player } from './player.ts';

/** The files of a version go when a newer one replaces it; a page left open then holds dead links. */
export function startTrouble() {
  player.addEventListener('error', sayTrouble);
  for (const source of every('source', HTMLSourceElement, player)) {
    source.addEventListener('error', sayTrouble);
  }
}

function sayTrouble() {
  const notice = player.currentTime > 0 ? '#changed' : '#unplayable';
  required(notice, HTMLElement).hidden = false;
}
