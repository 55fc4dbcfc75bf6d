import type { PictureTimes } from '../../../media/original/frame-timing.ts';
import type { SessionTimes } from '../../../media/original/place-sessions.ts';
import type { FlvTag } from './flv-tags.ts';

/** Stamps that waver, and packets that a live encoder sends late, go back by less. */
const JUMP_MS = 250;

type Stamped = Pick<FlvTag, 'kind' | 'decodedMs' | 'isSetup'>;
type Place = { session: number; lastMs: number; beforeMs: number };
const NOWHERE = Number.NEGATIVE_INFINITY;

/**
 * Returns which session each tag is of: its recorder began anew where its stamps jump back. Sound
 * and picture do so each for itself, as an encoder that starts anew may still owe some of the other.
 */
export function createSessionCounter() {
  const places: Record<FlvTag['kind'], Place> = {
    sound: { session: 0, lastMs: NOWHERE, beforeMs: NOWHERE },
    picture: { session: 0, lastMs: NOWHERE, beforeMs: NOWHERE },
  };
  return ({ kind, decodedMs, isSetup }: Stamped): number => {
    const own = places[kind];
    const other = places[kind === 'sound' ? 'picture' : 'sound'];
    if (isSetup) return Math.max(own.session, other.session);
    const away = ({ lastMs }: Place) => Math.abs(decodedMs - lastMs);
    // One track may be missing in a session, or begin late in it.
    if (other.session > own.session && away(other) < away(own)) own.session = other.session;
    // Behind one alone, that one was astray.
    else if (decodedMs < Math.min(own.lastMs, own.beforeMs) - JUMP_MS) own.session += 1;
    own.beforeMs = own.lastMs;
    own.lastMs = decodedMs;
    return own.session;
  };
}

/** Gathers when everything in each session shows. */
export function createSessionTimes() {
  const sessionOf = createSessionCounter();
  const sessions: Record<FlvTag['kind'], number[]>[] = [];
  return {
    tag(tag: Pick<FlvTag, 'kind' | 'decodedMs' | 'shownMs' | 'isSetup'>) {
      const session = sessionOf(tag);
      if (tag.isSetup) return;
      while (sessions.length <= session) sessions.push({ sound: [], picture: [] });
      sessions[session]?.[tag.kind].push(tag.shownMs / 1000);
    },
    times: (): SessionTimes[] =>
      sessions.map(({ sound, picture }) => ({ sound: timesOf(sound), picture: timesOf(picture) })),
  };
}

/** FLV does not say how long a packet lasts: as long as most do. */
function timesOf(seconds: readonly number[]): PictureTimes | null {
  if (seconds.length === 0) return null;
  const sorted = Float64Array.from(seconds).sort();
  const steps = sorted.subarray(1).map((at, index) => at - (sorted[index] ?? at));
  const lastDurationSeconds = steps.sort()[steps.length >> 1] ?? 0;
  return { seconds, lastDurationSeconds };
}
