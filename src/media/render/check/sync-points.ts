import { type FrameSpan, frameCount } from '../../timeline/spans.ts';
import type { RenderMethod } from '../render-plan.ts';
import type { SmartMethod } from '../smart/smart-plan.ts';
import type { SoundPlan } from '../sound-plan.ts';
import { spread } from './choose-places.ts';
import { COMPARED_FRAMES, NEAR_FRAMES } from './picture-match.ts';
import { SEARCH_SECONDS } from './sound-match.ts';

/** The same moment on both clocks, in seconds. */
export type SoundPoint = { original: number; made: number };
/** The same picture in both files, by number. */
export type PicturePoint = { original: number; made: number };

/** Most cuts have a word begin within this time after them. */
export const WINDOW_SECONDS = 0.6;
/** The fade at a cut, and a little. */
const FADE_SECONDS = 0.01;
const SOUND_POINTS = 6;
/**
 * Each costs a tenth of a second of one core, for the way to it from a key frame. The edges of a smart
 * cut have more places where something may go wrong than the parts of an encode.
 */
const PICTURE_POINTS = { encode: 4, smart: 8 };

/** Windows right behind cuts, inside what is long without one, and at the end. */
export function soundPoints({ spans, sampleRate }: SoundPlan): SoundPoint[] {
  const samples = (seconds: number) => Math.round(seconds * sampleRate);
  const [fade, window] = [samples(FADE_SECONDS), samples(WINDOW_SECONDS)];
  const places = placed(spans, ({ length }) => length).map(({ span, begin }) => ({
    original: span.start,
    made: begin,
    // Before the first sample there is nothing to search.
    first: Math.max(fade, samples(SEARCH_SECONDS) - span.start),
    last: span.length - fade - window,
  }));
  return pointsIn(places, { most: SOUND_POINTS, apart: window }).map(({ original, made }) => ({
    original: original / sampleRate,
    made: made / sampleRate,
  }));
}

type Encode = Extract<RenderMethod, { kind: 'encode' }>;

/**
 * Encoded pictures, chosen alike; those of copies are compared bit by bit. Of a smart cut the begin of
 * each edge, as far as there is room, and the end.
 */
export function picturePoints(method: Encode | SmartMethod): PicturePoint[] {
  const places = encodedSpans(method).map(({ span, begin }) => ({
    original: span.from,
    made: begin,
    // Pictures before the first one cannot be compared with.
    first: Math.max(0, NEAR_FRAMES - span.from),
    last: frameCount(span) - COMPARED_FRAMES,
  }));
  const edges = method.kind === 'smart' ? places.length + 1 : Number.POSITIVE_INFINITY;
  const most = Math.min(edges, PICTURE_POINTS[method.kind]);
  return pointsIn(places, { most, apart: COMPARED_FRAMES });
}

function encodedSpans(method: Encode | SmartMethod) {
  if (method.kind === 'encode') {
    const spans = method.parts.flatMap(part => part.spans);
    return placed(spans.reduce(mergeNext, []), frameCount);
  }
  const pieces = method.parts.flatMap(part =>
    part.kind === 'copy'
      ? [{ ...part.copy.frames, copied: true }]
      : part.part.spans.map(span => ({ ...span, copied: false })),
  );
  return placed(pieces, frameCount).filter(({ span }) => !span.copied);
}

/** What was divided between encoders is one span again. */
function mergeNext(merged: FrameSpan[], { from, to }: FrameSpan): FrameSpan[] {
  const last = merged.at(-1);
  return last?.to === from
    ? [...merged.slice(0, -1), { from: last.from, to }]
    : [...merged, { from, to }];
}

/** Spans with their places in the result. */
function placed<Span>(spans: readonly Span[], lengthOf: (span: Span) => number) {
  let end = 0;
  return spans.map(span => {
    const begin = end;
    end += lengthOf(span);
    return { span, begin };
  });
}

/** Where a span lies in both files, and from where to where in it a point may be. */
type Place = { original: number; made: number; first: number; last: number };

/** At most so many points: begins of places before all, the end, and what lies between. */
function pointsIn(places: readonly Place[], { most, apart }: { most: number; apart: number }) {
  const roomy = places.filter(({ first, last }) => last >= first);
  const begins = roomy.map(place => pointAt(place, place.first));
  const last = roomy.at(-1);
  const ends = last && last.last >= last.first + apart ? [pointAt(last, last.last)] : [];
  const between = roomy.flatMap(place => pointsBetween(place, apart, most));
  const room = most - begins.length - ends.length;
  if (room < 0) return [...spread(begins, most - ends.length), ...ends];
  return [...begins, ...spread(between, room), ...ends].sort((a, b) => a.made - b.made);
}

const pointAt = ({ original, made }: Place, offset: number) => ({
  original: original + offset,
  made: made + offset,
});

/** Evenly spread, without the begin and the end. */
function pointsBetween(place: Place, apart: number, most: number) {
  const step = Math.max(apart, Math.ceil((place.last - place.first) / most));
  const count = Math.max(0, Math.ceil((place.last - place.first) / step) - 1);
  return Array.from({ length: count }, (_, at) => pointAt(place, place.first + (at + 1) * step));
}
