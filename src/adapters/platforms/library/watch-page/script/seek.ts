/** Jumping: chapter and time links, addresses such as `?t=123`, and the speed of play. */
export const SEEK_SCRIPT = String.raw`
const player = document.getElementById('player');
const HAVE_METADATA = 1;

function seek(seconds) {
  if (player.readyState >= HAVE_METADATA) player.currentTime = seconds;
  else player.addEventListener('loadedmetadata', () => { player.currentTime = seconds; }, { once: true });
  if (player.preload === 'none') player.preload = 'metadata';
}

// A browser may refuse to start by itself; the viewer then presses play.
function playFrom(seconds) {
  seek(seconds);
  player.play().catch(() => {});
}

function rememberPlace(seconds) {
  history.replaceState(null, '', '?t=' + seconds);
}

// Without this script the links open the media file itself at that place.
for (const link of document.querySelectorAll('a[data-t]')) {
  link.href = '?t=' + link.dataset.t;
}

document.addEventListener('click', event => {
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.target.closest('a[data-t]');
  if (!link || opensElsewhere) return;
  event.preventDefault();
  const seconds = Number(link.dataset.t);
  follow(true);
  playFrom(seconds);
  rememberPlace(seconds);
});

// 95, 95s, 1m35s and 1h2m3s.
function parsePlace(text) {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text || '');
  if (!parts) return 0;
  return Number(parts[1] || 0) * 3600 + Number(parts[2] || 0) * 60 + Number(parts[3] || 0);
}

const place = parsePlace(new URLSearchParams(location.search).get('t'));
if (place > 0) seek(place);

const speed = document.getElementById('speed');
const SPEED_KEY = 'castline.speed';

// Storage may be switched off; the speed then lasts as long as the page.
function stored(action) {
  try { return action(localStorage); } catch { return null; }
}

function setSpeed(value) {
  player.defaultPlaybackRate = Number(value);
  player.playbackRate = Number(value);
}

const usual = stored(storage => storage.getItem(SPEED_KEY));
if (usual && [...speed.options].some(option => option.value === usual)) {
  speed.value = usual;
  setSpeed(usual);
}
speed.addEventListener('change', () => {
  setSpeed(speed.value);
  stored(storage => storage.setItem(SPEED_KEY, speed.value));
});

// The files of a version go when a newer one replaces it; a page left open then holds dead links.
function sayTrouble() {
  document.getElementById(player.currentTime > 0 ? 'changed' : 'unplayable').hidden = false;
}
player.addEventListener('error', sayTrouble);
for (const source of player.querySelectorAll('source')) source.addEventListener('error', sayTrouble);
`;
