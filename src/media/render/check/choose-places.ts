import { type FrameSpan, frameCount } from '../../timeline/spans.ts';

/** At most `count` of a list, evenly spread, the first and the last among them. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const step = (list.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]).flatMap(
    item => item ?? [],
  );
}

/**
 * An engine reads the whole index of a file for every window that it opens it for: of an hour at 25
 * frames a second that takes 10 MB.
 */
const LONG_SECONDS = 3600;

/** Windows of a file of this length that one engine looks at: starting it costs as much as one. */
export const windowsAtOnce = (seconds: number, most: number) => (seconds > LONG_SECONDS ? 1 : most);

/** Each window has a decoder of its own, which holds a dozen pictures: of so many pixels in all. */
const PIXELS_AT_ONCE = 8 * 1280 * 720;

type Share<Window> = { windows: Window[]; frames: number };
type Sized = { frames: FrameSpan };
type Result = { ports: { cores: number }; seconds: number; pixels: number };

/** Windows of the picture in as few engines as keep all cores at work, in shares of equal length. */
export function shareWindows<Window extends Sized>(
  windows: readonly Window[],
  { ports, seconds, pixels }: Result,
): Window[][] {
  const most = windowsAtOnce(seconds, Math.max(1, Math.floor(PIXELS_AT_ONCE / pixels)));
  const count = Math.max(ports.cores, Math.ceil(windows.length / most));
  const shares = Array.from({ length: count }, (): Share<Window> => ({ windows: [], frames: 0 }));
  for (const window of windows.toSorted((a, b) => frameCount(b.frames) - frameCount(a.frames))) {
    const open = shares.filter(share => share.windows.length < most);
    const share = open.reduce((least, other) => (other.frames < least.frames ? other : least));
    share.windows.push(window);
    share.frames += frameCount(window.frames);
  }
  return shares.map(share => share.windows).filter(share => share.length > 0);
}
