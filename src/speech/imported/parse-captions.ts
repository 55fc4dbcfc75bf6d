import { plainLines } from './plain-lines.ts';

/** A caption as it stands in the file: seconds, and lines of plain text. */
export type Caption = { start: number; end: number; lines: string[] };

export type ParsedCaptions = {
  captions: Caption[];
  /** Captions that are left out because nobody can say when they show. */
  untimed: number;
};

const DAYS = String.raw`(?:(-?\d{1,3}) days?, )?`;
const CLOCK = String.raw`([-−])?(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:\s?[.,:]\s?(\d{1,18}))?`;
const ARROW = String.raw`\s*(?:-{1,3}\s?>|[–—]{1,2}>|→)\s*`;
/** Settings and coordinates after the times are ignored. */
const TIMING = new RegExp(String.raw`^\s*${DAYS}${CLOCK}${ARROW}${DAYS}${CLOCK}(?:\s|$)`);
const GROUPS = 6;
/** Nobody is shown a line with an arrow of times, whatever is wrong with it. */
const ANY_ARROW = '-->';
const DIGITS_OF_A_CLOCK = /\d\s?[:.,;]\s?\d/;
const INDEX = /^\s*\d+\s*$/;

type Mark = { at: number; times: { start: number; end: number } | undefined };

/**
 * Reads SRT and WebVTT, also as careless programs write them: dots or colons for commas, one-digit
 * hours, times of Python, missing blank lines and numbers. Captions without text are left out.
 */
export function parseCaptions(text: string): ParsedCaptions {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const isVtt = /^WEBVTT(?:\s|$)/.test(lines.find(line => line.trim() !== '') ?? '');
  const marks = lines.flatMap((line, at) => readMark(line, at, isVtt) ?? []);
  const captions: Caption[] = [];
  let untimed = 0;
  for (const [index, { at, times }] of marks.entries()) {
    const next = marks[index + 1]?.at ?? lines.length;
    const shown = payload(lines.slice(at + 1, next), isVtt, next < lines.length);
    if (shown.length === 0) continue;
    if (times) captions.push({ ...times, lines: shown });
    else untimed++;
  }
  return { captions, untimed };
}

function readMark(line: string, at: number, isVtt: boolean): Mark | undefined {
  const match = TIMING.exec(line);
  if (!match) return isBrokenTiming(line, isVtt) ? { at, times: undefined } : undefined;
  const [start, end] = [match.slice(1, 1 + GROUPS), match.slice(1 + GROUPS)].map(toSeconds);
  return { at, times: { start: start ?? 0, end: end ?? 0 } };
}

/** Meant to tell times: any arrow in WebVTT. In SRT the one of a formula is only left out. */
const isBrokenTiming = (line: string, isVtt: boolean) =>
  line.includes(ANY_ARROW) &&
  (isVtt || line.split(ANY_ARROW).some(part => DIGITS_OF_A_CLOCK.test(part)));

function toSeconds([days, sign, hours, minutes, seconds, fraction]: (string | undefined)[]) {
  const clock = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const part = clock + Number(`0.${fraction ?? '0'}`);
  return Number(days ?? 0) * 86_400 + (sign ? -part : part);
}

/**
 * WebVTT text ends at an empty line, as in browsers: what follows is a note, a style or lost. SRT text
 * may contain one.
 */
function payload(raw: string[], isVtt: boolean, isFollowed: boolean) {
  const empty = isVtt ? raw.indexOf('') : -1;
  const own = empty >= 0 ? raw.slice(0, empty) : raw;
  // The number of the next caption stands right above its times.
  const isNumbered = isFollowed && own === raw && INDEX.test(own.at(-1) ?? '');
  return (isNumbered ? own.slice(0, -1) : own)
    .filter(line => !line.includes(ANY_ARROW))
    .flatMap(plainLines);
}
