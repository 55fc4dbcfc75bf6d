/** Keys as people know them from other players; they can be switched off (WCAG 2.1.4). */
export const KEYS_SCRIPT = String.raw`
const KEYS_KEY = 'castline.keys';
const keysOn = document.getElementById('keys-on');
keysOn.checked = stored(storage => storage.getItem(KEYS_KEY)) !== 'off';
keysOn.addEventListener('change', () => {
  stored(storage => storage.setItem(KEYS_KEY, keysOn.checked ? 'on' : 'off'));
});

function togglePlay() {
  if (player.paused) player.play().catch(() => {});
  else player.pause();
}

function skip(seconds) {
  const end = Number.isFinite(player.duration) ? player.duration : Number(scrub.max);
  const target = Math.min(Math.max(0, player.currentTime + seconds), end);
  seek(target);
  if (document.activeElement === scrub) showPreview(target);
  say((seconds < 0 ? '−' : '+') + Math.abs(seconds) + ' s · ' + clock(target));
}

function stepSpeed(step) {
  const index = Math.min(Math.max(0, speed.selectedIndex + step), speed.options.length - 1);
  speed.selectedIndex = index;
  speed.dispatchEvent(new Event('change'));
  say(speed.options[index].textContent);
}

function toggleCaptions() {
  const track = [...player.textTracks].find(({ kind }) => kind === 'captions');
  if (!track) return;
  track.mode = track.mode === 'showing' ? 'hidden' : 'showing';
  say(track.mode === 'showing' ? said.dataset.on : said.dataset.off);
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (player.matches('video') && player.requestFullscreen) player.requestFullscreen().catch(() => {});
}

function searchText() {
  if (!form) return;
  form.query.focus();
  form.query.select();
}

const ACTIONS = {
  ' ': togglePlay,
  k: togglePlay,
  j: () => skip(-10),
  l: () => skip(10),
  ArrowLeft: () => skip(-5),
  ArrowRight: () => skip(5),
  ',': () => stepSpeed(-1),
  '.': () => stepSpeed(1),
  m: () => { player.muted = !player.muted; },
  f: toggleFullscreen,
  c: toggleCaptions,
  '/': searchText,
  '?': () => openDialog('keys-box'),
};

// On a keyboard of other letters the key counts, not what it writes.
function nameOf({ key, code }) {
  const name = key.toLowerCase();
  if (key.length > 1) return key;
  if (/[\x20-\x7e]/.test(key)) return name;
  return { Comma: ',', Period: '.' }[code] || code.replace(/^Key/, '').toLowerCase();
}

// The browser's own player, buttons and scrolling texts know what these keys mean for them.
const KEEPS = { ' ': 'a, button, summary, input, video, audio, #lines', ArrowLeft: 'video, audio', ArrowRight: 'video, audio' };

function isMine(event, name) {
  if (!keysOn.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('dialog[open]')) return false;
  if (event.target.closest('input:not([type=range]), select, textarea, [contenteditable]')) return false;
  return !(KEEPS[name] && event.target.closest(KEEPS[name]));
}

document.addEventListener('keydown', event => {
  const name = nameOf(event);
  if (!Object.hasOwn(ACTIONS, name) || !isMine(event, name)) return;
  event.preventDefault();
  ACTIONS[name]();
});

// The browser's own menu has speeds, too.
player.addEventListener('ratechange', () => {
  const option = [...speed.options].find(({ value }) => Number(value) === player.playbackRate);
  if (!option || option.selected) return;
  speed.value = option.value;
  stored(storage => storage.setItem(SPEED_KEY, speed.value));
});
`;
