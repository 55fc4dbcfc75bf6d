import type { EditList } from '../../src/documents/edit.contract.ts';
import { toOriginal } from '../../src/documents/edit-map.ts';
import { decodePictures, decodeSound, distance, type Picture, SAMPLE_RATE } from './decode.ts';

export type Compared = {
  /** Places at which the source decodes, so that the result can be compared with it. */
  pictures: number;
  sounds: number;
  /** What differs there, in words. */
  wrong: string[];
};

type Files = { intact: string; damaged: string; result: string; edit: EditList };

/** A smart cut may move a cut by three frames, and an encoder of sound fades there. */
const BESIDE_JOIN_SECONDS = 0.17;
/** Measured: encoders leave up to 10 levels in a piece, another picture makes 60 and more. */
const ANOTHER_PICTURE = 30;

/**
 * Compares a result with what a decoder makes of its source from the beginning, mapped by the edit
 * list. A place counts where that is what the file held before it was damaged.
 */
export async function compareWithSource({ intact, damaged, result, edit }: Files) {
  const pictures = await comparePictures({ intact, damaged, result, edit });
  const sounds = await compareSounds({ intact, damaged, result, edit });
  return {
    pictures: pictures.count,
    sounds: sounds.count,
    wrong: [...pictures.wrong, ...sounds.wrong],
  };
}

/** Many variants are made of one file. */
function decodeOnce<Decoded>(decode: (path: string) => Promise<Decoded>) {
  const known = new Map<string, Promise<Decoded>>();
  return (path: string) => {
    const decoded = known.get(path) ?? decode(path);
    known.set(path, decoded);
    return decoded;
  };
}
const intactPictures = decodeOnce(decodePictures);
const intactSound = decodeOnce(decodeSound);

async function comparePictures({ intact, damaged, result, edit }: Files) {
  const source = undamaged(await intactPictures(intact), await decodePictures(damaged));
  const made = await decodePictures(result);
  const wrong: string[] = [];
  let count = 0;
  for (const picture of made) {
    const place = originalPlace(edit, picture.seconds);
    const wanted = place === undefined ? undefined : shownAt(source, place);
    if (!wanted?.isIntact) continue;
    count += 1;
    const levels = distance(wanted.grey, picture.grey);
    if (levels > ANOTHER_PICTURE) {
      wrong.push(`picture at ${picture.seconds.toFixed(2)} s is off by ${levels.toFixed(0)}`);
    }
  }
  return { count, wrong };
}

type Source = Picture & { isIntact: boolean };

/** Less than half a frame; stamps waver by some milliseconds. */
const SAME_STEP_SECONDS = 0.015;

/** Beside a packet that has lost its stamp, each reader guesses again, a frame more or less. */
const NEIGHBOURS = 3;

/**
 * The pictures of a damaged file as they show. Intact are those that the file held before, between
 * the same neighbours at the same distances, which their stamps confirm: of broken packets, decoders
 * may show whole pictures at times that were not theirs.
 */
function undamaged(intact: readonly Picture[], damaged: readonly Picture[]): Source[] {
  const held = new Map(
    intact.map((picture, index) => [picture.hash, stepTo(picture, intact[index + 1])]),
  );
  const source = damaged.toSorted((a, b) => a.seconds - b.seconds);
  const isFollowed = source.map((picture, index) => {
    const heldStep = held.get(picture.hash);
    const step = stepTo(picture, source[index + 1]);
    if (!step || !heldStep || step.hash !== heldStep.hash) return false;
    return isAlike(step.seconds, heldStep.seconds) && isAlike(step.stamp, heldStep.seconds);
  });
  return source.map((picture, index) => {
    const around = isFollowed.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS);
    return { ...picture, isIntact: around.length === 2 * NEIGHBOURS && around.every(Boolean) };
  });
}

const NO_STAMP = Number.NaN;
const stepTo = (from: Picture, to: Picture | undefined) =>
  to && {
    hash: to.hash,
    seconds: to.seconds - from.seconds,
    stamp: (to.stamp ?? NO_STAMP) - (from.stamp ?? NO_STAMP),
  };
const isAlike = (one: number, other: number) => Math.abs(one - other) < SAME_STEP_SECONDS;

/** The place in the original of a moment of the result; undefined beside joins. */
function originalPlace(edit: EditList, seconds: number) {
  const place = toOriginal(edit, seconds + 0.001);
  const range = edit.kept.find(({ start, end }) => start <= place && place < end);
  if (!range) return undefined;
  const isBeside =
    place - range.start < BESIDE_JOIN_SECONDS || range.end - place < BESIDE_JOIN_SECONDS;
  return isBeside ? undefined : place;
}

/** Of holes longer than a frame nothing is known. */
const LONGEST_FRAME_SECONDS = 0.06;

function shownAt(source: readonly Source[], seconds: number) {
  const index = source.findLastIndex(picture => picture.seconds <= seconds + 0.002);
  const [shown, next] = [source[index], source[index + 1]];
  if (!shown || !next) return undefined;
  return next.seconds - shown.seconds <= LONGEST_FRAME_SECONDS ? shown : undefined;
}

const WINDOW = SAMPLE_RATE / 5;
/** Root mean square, full scale 1. */
const AUDIBLE = 0.01;
const SAME = { source: 0.98, result: 0.85 };

async function compareSounds({ intact, damaged, result, edit }: Files) {
  const held = await intactSound(intact);
  const source = await decodeSound(damaged);
  const made = await decodeSound(result);
  const wrong: string[] = [];
  let count = 0;
  for (let at = 0; at + WINDOW <= made.length; at += WINDOW) {
    const [first, last] = [at, at + WINDOW].map(sample =>
      originalPlace(edit, sample / SAMPLE_RATE),
    );
    if (first === undefined || last === undefined || last - first > 0.3) continue;
    const from = Math.round(first * SAMPLE_RATE) - Math.round(0.001 * SAMPLE_RATE);
    const wanted = source.subarray(from, from + WINDOW);
    const isIntact = alike(wanted, held.subarray(from, from + WINDOW)) >= SAME.source;
    if (!isIntact || level(wanted) < AUDIBLE) continue;
    count += 1;
    const like = best(source, from, made.subarray(at, at + WINDOW));
    if (like < SAME.result)
      wrong.push(`sound at ${(at / SAMPLE_RATE).toFixed(2)} s: ${like.toFixed(2)}`);
  }
  return { count, wrong };
}

/** Coders of sound may move it by less than half of this. */
const SLACK = Math.round(0.003 * SAMPLE_RATE);

/** How alike they are at this place, give or take. */
const best = (source: Float32Array, from: number, made: Float32Array) =>
  Math.max(
    ...Array.from({ length: 2 * SLACK + 1 }, (_, shift) =>
      alike(source.subarray(from + shift - SLACK, from + shift - SLACK + made.length), made),
    ),
  );

const product = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
const level = (samples: Float32Array) => Math.sqrt(product(samples, samples) / samples.length);

/** 1 for the same but for volume. */
const alike = (one: Float32Array, other: Float32Array) =>
  one.length === other.length
    ? product(one, other) / Math.sqrt(product(one, one) * product(other, other) || 1)
    : 0;
