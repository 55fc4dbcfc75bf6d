import { inGroups } from '../../../kernel/in-groups.ts';
import { framesPerSecond } from '../../timeline/frame-grid.ts';
import { type FrameSpan, frameCount, frameTotal } from '../../timeline/spans.ts';
import type { Shown } from '../ports/check.ts';
import type { RenderMethod } from '../render-plan.ts';
import { type PlacedPart, placeParts, type SmartMethod } from '../smart/smart-plan.ts';
import { spread } from './choose-places.ts';
import { COMPARED_FRAMES, NEAR_FRAMES } from './picture-match.ts';
import { picturePoints } from './sync-points.ts';

/** The same pictures in both files; the original's may reach further on both sides. */
export type Sample = { as: Shown; made: FrameSpan; original: FrameSpan };
/** Frames of the result that are decoded without a hole, and those compared with the original's. */
export type Place = { frames: FrameSpan; samples: Sample[] };

/** Decoded of the beginning and of the end. */
const END_SECONDS = 2;
/** Decoded on both sides of a join. */
const JOIN_FRAMES = 12;
/** Of hundreds of joins these many are decoded, evenly spread: all are made the same way. */
const CHECKED_JOINS = 16;
/** Copies of which a picture is compared bit by bit, to see that they sit where the plan has them. */
const CHECKED_COPIES = 4;
/**
 * Damage inside a slice shows in decoding alone. So much of the copies is decoded, all of a short
 * recording: to decode all of a long one would cost a quarter of its cut.
 */
const DECODED_SECONDS = 30;
/** Of this length at least, so that a few windows are enough. */
const GROUP_SECONDS = 5;
/** The encoder of edges makes a key frame at least this often. */
const EDGE_KEY_FRAMES = 250;

type Encode = Extract<RenderMethod, { kind: 'encode' }>;

/** What is decoded of an encode: its joins, and pictures beside the original's where they can be. */
export function encodePlaces(method: Encode, comparesPictures: boolean): Place[] {
  const joins = method.parts.slice(1).map(({ begin }) => begin);
  return merged([
    ...bothEnds(method),
    ...aroundJoins(joins, method.frames),
    ...(comparesPictures ? greyPlaces(method) : []),
  ]);
}

/**
 * What is decoded of a smart cut. Decoding begins at a key frame whatever is wanted, so windows do,
 * too: what is decoded on the way is looked at as well, and counts.
 */
export function smartPlaces(method: SmartMethod): Place[] {
  const fps = framesPerSecond(method.grid);
  const parts = placeParts(method.parts);
  const borders = parts.slice(1).map(({ begin }) => begin);
  const wanted = [
    ...bothEnds(method),
    ...aroundJoins(borders, method.frames),
    ...hashPlaces(parts, fps),
    ...greyPlaces(method),
  ];
  const places = merged(wanted.map(place => fromStart(place, parts)));
  const groups = parts.flatMap(part => groupsOf(part, Math.round(GROUP_SECONDS * fps)));
  const more = someGroups(groups, places, Math.round(DECODED_SECONDS * fps));
  return merged([...places, ...more.map(frames => ({ frames, samples: [] }))]);
}

/** Frames of the result that a decoder may start from. */
const startsOf = ({ part, begin }: PlacedPart) =>
  part.kind === 'copy'
    ? part.copy.starts.map(start => begin + start - part.copy.frames.from)
    : [begin];

/** From where decoding would begin anyway. */
function fromStart({ frames, samples }: Place, parts: readonly PlacedPart[]): Place {
  const holder = parts.find(({ end }) => frames.from < end);
  const from = holder && startsOf(holder).findLast(start => start <= frames.from);
  const far = holder?.part.kind === 'edge' && frames.from - holder.begin >= EDGE_KEY_FRAMES;
  if (from === undefined || far) return { frames, samples };
  return { frames: { from, to: frames.to }, samples };
}

/** Places that begin alike are one. */
function merged(places: readonly Place[]): Place[] {
  const byStart = new Map<number, Place>();
  for (const { frames, samples } of places) {
    const same = byStart.get(frames.from);
    const to = Math.max(same?.frames.to ?? 0, frames.to);
    byStart.set(frames.from, {
      frames: { from: frames.from, to },
      samples: [...(same?.samples ?? []), ...samples],
    });
  }
  return [...byStart.values()];
}

function bothEnds({ grid, frames: total }: Encode | SmartMethod): Place[] {
  const size = Math.min(total, Math.round(END_SECONDS * framesPerSecond(grid)));
  return [
    { frames: { from: 0, to: size }, samples: [] },
    { frames: { from: total - size, to: total }, samples: [] },
  ];
}

function aroundJoins(joins: readonly number[], total: number): Place[] {
  return spread(joins, CHECKED_JOINS).map(join => ({
    frames: { from: Math.max(0, join - JOIN_FRAMES), to: Math.min(total, join + JOIN_FRAMES) },
    samples: [],
  }));
}

const greyPlaces = (method: Encode | SmartMethod): Place[] =>
  picturePoints(method).map(({ original, made }) => {
    const frames = { from: made, to: made + COMPARED_FRAMES };
    const near = { from: original - NEAR_FRAMES, to: original + COMPARED_FRAMES + NEAR_FRAMES };
    return { frames, samples: [{ as: 'grey', made: frames, original: near }] };
  });

/** The same picture in both files, found in both by its time. */
function hashPlaces(parts: readonly PlacedPart[], fps: number): Place[] {
  // Behind the first second, a seek lands inside the copy and not in the group before it.
  const second = Math.ceil(fps) + 2;
  const copies = parts.flatMap(({ part, begin }) =>
    part.kind === 'copy' ? [{ original: part.copy.frames, begin }] : [],
  );
  return spread(copies, CHECKED_COPIES).map(({ original, begin }) => {
    const offset = Math.min(second, frameCount(original) - 1);
    const frames = single(begin + offset);
    return {
      frames,
      samples: [{ as: 'hash', made: frames, original: single(original.from + offset) }],
    };
  });
}

const single = (frame: number): FrameSpan => ({ from: frame, to: frame + 1 });

/** Runs of a copy of about this length, each from a key frame to the next run. */
function groupsOf(placed: PlacedPart, size: number): FrameSpan[] {
  if (placed.part.kind !== 'copy') return [];
  const begins: number[] = [];
  for (const start of startsOf(placed)) {
    if (start >= (begins.at(-1) ?? Number.NEGATIVE_INFINITY) + size) begins.push(start);
  }
  return begins.map((from, index) => ({ from, to: begins[index + 1] ?? placed.end }));
}

/** However much is decoded around joins, each of so many sections of the copies has half its share. */
const SECTIONS = 6;

/** Groups in every section of the copies, then more until so much is decoded, places included. */
export function someGroups(
  groups: readonly FrameSpan[],
  places: readonly Place[],
  most: number,
): FrameSpan[] {
  const sections = inGroups(groups, Math.max(1, Math.ceil(groups.length / SECTIONS)));
  const share = most / SECTIONS / 2;
  const everywhere = sections.flatMap(section => groupsOfSection(section, places, share));
  const seen = [...places, ...everywhere.map(frames => ({ frames, samples: [] }))];
  return [...everywhere, ...groupsOfSection(groups, seen, most)];
}

/** Spread evenly over what places leave out. */
function groupsOfSection(groups: readonly FrameSpan[], places: readonly Place[], most: number) {
  const total = frameTotal(groups);
  const left = groups
    .map(group => ({ group, frames: frameTotal(leftOf(group, places)) }))
    .filter(({ frames }) => frames > 0);
  const sum = (some: typeof left) => some.reduce((all, { frames }) => all + frames, 0);
  const missing = Math.min(total, most) - (total - sum(left));
  let picked: typeof left = [];
  while (sum(picked) < missing) picked = evenly(left, picked.length + 1);
  return picked.map(({ group }) => group);
}

/** What places leave of a span. */
const leftOf = (span: FrameSpan, places: readonly Place[]): FrameSpan[] =>
  places.reduce(
    (spans, { frames }) =>
      spans
        .flatMap(({ from, to }) => [
          { from, to: Math.min(to, frames.from) },
          { from: Math.max(from, frames.to), to },
        ])
        .filter(rest => frameCount(rest) > 0),
    [span],
  );

/** So many of a list, from the middles of as many equal pieces. */
const evenly = <T>(list: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, index) =>
    list.slice(Math.floor(((index + 0.5) * list.length) / count)),
  ).flatMap(([item]) => (item === undefined ? [] : [item]));
