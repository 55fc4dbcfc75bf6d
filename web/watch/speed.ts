import { required } from './elements.ts';
import { player } from './player.ts';
import { stored } from './stored.ts';

const KEY = 'castline.speed';
const speed = required('#speed', HTMLSelectElement);

export function startSpeed() {
  const usual = stored(storage => storage.getItem(KEY));
  if (usual && [...speed.options].some(({ value }) => value === usual)) {
    speed.value = usual;
    applySpeed();
  }
  speed.addEventListener('change', () => {
    applySpeed();
    keepSpeed();
  });
  // The browser's own menu has speeds, too.
  player.addEventListener('ratechange', showSpeed);
}

/** The next slower or faster speed; answers it as the page writes it. */
export function stepSpeed(step: number) {
  const index = Math.min(Math.max(0, speed.selectedIndex + step), speed.options.length - 1);
  speed.selectedIndex = index;
  speed.dispatchEvent(new Event('change'));
  return speed.options[index]?.textContent ?? '';
}

function applySpeed() {
  player.defaultPlaybackRate = Number(speed.value);
  player.playbackRate = Number(speed.value);
}

const keepSpeed = () => stored(storage => storage.setItem(KEY, speed.value));

function showSpeed() {
  const rate = player.playbackRate;
  const option = [...speed.options].find(({ value }) => Number(value) === rate);
  if (!option || option.selected) return;
  speed.value = option.value;
  keepSpeed();
}
