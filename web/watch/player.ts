import { required } from './elements.ts';

export const player = required('#player', HTMLMediaElement);

export function seek(seconds: number) {
  const jump = () => {
    player.currentTime = seconds;
  };
  if (player.readyState >= player.HAVE_METADATA) jump();
  else player.addEventListener('loadedmetadata', jump, { once: true });
  if (player.preload === 'none') player.preload = 'metadata';
}

/** A browser may refuse to start by itself; the viewer then presses play. */
export const play = () => player.play().catch(() => {});

export function playFrom(seconds: number) {
  seek(seconds);
  play();
}
