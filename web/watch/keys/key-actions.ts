import { clock } from '../clock.ts';
import { openDialog } from '../dialogs.ts';
import { play, player, seek } from '../player.ts';
import { showPreview } from '../preview.ts';
import { said, say } from '../say.ts';
import { focusSearch } from '../search.ts';
import { barSeconds, scrub } from '../seek-bar.ts';
import { stepSpeed } from '../speed.ts';

/** Keys as people know them from other players. */
export const KEY_ACTIONS: ReadonlyMap<string, () => void> = new Map([
  [' ', togglePlay],
  ['k', togglePlay],
  ['j', () => skip(-10)],
  ['l', () => skip(10)],
  ['ArrowLeft', () => skip(-5)],
  ['ArrowRight', () => skip(5)],
  [',', () => say(stepSpeed(-1))],
  ['.', () => say(stepSpeed(1))],
  ['m', toggleSound],
  ['f', toggleFullscreen],
  ['c', toggleCaptions],
  ['/', focusSearch],
  ['?', () => openDialog('keys-box')],
]);

function togglePlay() {
  if (player.paused) play();
  else player.pause();
}

function skip(seconds: number) {
  const end = Number.isFinite(player.duration) ? player.duration : barSeconds();
  const target = Math.min(Math.max(0, player.currentTime + seconds), end);
  seek(target);
  if (document.activeElement === scrub) showPreview(target);
  say(`${seconds < 0 ? '−' : '+'}${Math.abs(seconds)} s · ${clock(target)}`);
}

function toggleSound() {
  player.muted = !player.muted;
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  // Not every phone lets a page do that.
  else if (player.matches('video') && player.requestFullscreen) {
    player.requestFullscreen().catch(() => {});
  }
}

function toggleCaptions() {
  const track = [...player.textTracks].find(({ kind }) => kind === 'captions');
  if (!track) return;
  track.mode = track.mode === 'showing' ? 'hidden' : 'showing';
  say((track.mode === 'showing' ? said.dataset.on : said.dataset.off) ?? '');
}
