import { clock } from './clock.ts';
import { copyOnClick } from './copy.ts';
import { required } from './elements.ts';
import { player } from './player.ts';

const link = required('#share-link', HTMLInputElement);
const withPlace = required('#share-at', HTMLInputElement);
const from = required('#share-from', HTMLElement);
const page = required('link[rel=canonical]', HTMLLinkElement);

let sharedSecond = 0;

/** A link to the page, or to the place that is being watched. */
export function startShare() {
  withPlace.addEventListener('change', showLink);
  link.addEventListener('focus', () => link.select());
  copyOnClick(required('#share-copy', HTMLButtonElement), () => link.value);
}

/** Takes the place at which the player is now. */
export function prepareShare() {
  sharedSecond = Math.floor(player.currentTime);
  from.textContent = (from.dataset.text ?? '').replace('{time}', clock(sharedSecond));
  withPlace.checked = sharedSecond > 0;
  showLink();
}

function showLink() {
  const address = new URL(page.href);
  if (withPlace.checked) address.searchParams.set('t', String(sharedSecond));
  link.value = address.href;
}
