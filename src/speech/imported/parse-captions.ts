/** A caption as it stands in the file: seconds, and lines of plain text. */
export type Caption = { start: number; end: number; lines: string[] };

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
/** Settings and coordinates after the times are ignored. */
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*--?>\s*${TIME}(?:\s|$)`);
const INDEX = /^\s*\d+\s*$/;

/**
 * Reads SRT and WebVTT, also as careless programs write them: dots for commas, one-digit hours,
 * missing blank lines and numbers. Captions without text are left out; none is an empty list.
 */
export function parseCaptions(text: string): Caption[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const isVtt = lines[0]?.startsWith('WEBVTT') ?? false;
  const timings = lines.flatMap((line, at) => readTiming(line, at) ?? []);
  return timings
    .map(({ at, start, end }, index) => {
      const next = timings[index + 1]?.at ?? lines.length;
      return { start, end, lines: payload(lines.slice(at + 1, next), isVtt, next < lines.length) };
    })
    .filter(caption => caption.lines.length > 0);
}

function readTiming(line: string, at: number) {
  const match = TIMING.exec(line);
  if (!match) return undefined;
  return { at, start: toSeconds(match.slice(1, 5)), end: toSeconds(match.slice(5, 9)) };
}

function toSeconds([hours = '0', minutes = '0', seconds = '0', fraction = '0']: string[]) {
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole + Number(`0.${fraction || '0'}`);
}

/** WebVTT text ends at a blank line, where notes and styles may follow; SRT text may contain one. */
function payload(raw: string[], isVtt: boolean, isFollowed: boolean) {
  const blank = raw.findIndex(line => line.trim() === '');
  const own = isVtt && blank >= 0 ? raw.slice(0, blank) : raw;
  // The number of the next caption stands right above its times.
  const isNumbered = isFollowed && own === raw && INDEX.test(own.at(-1) ?? '');
  return (isNumbered ? own.slice(0, -1) : own).map(plainText).filter(Boolean);
}

/** Only what these formats define: `vector<int>` in a lecture is text. */
const TAG =
  /<\/?(?:(?:b|i|u|s|c|v|em|strong|font|span|lang|ruby|rt|br)(?:[.\s/][^<>]*)?|\d[\d:.]*)>/gi;
const OVERRIDE = /\{\\[^}]*\}/g;
const SPEAKER_DASH = /^[-–—]\s+/;
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
  apos: "'",
};

function plainText(line: string) {
  return line
    .replaceAll(TAG, '')
    .replaceAll(OVERRIDE, '')
    .replaceAll(/&(#\d{1,6}|[a-z]+);/gi, (whole, name: string) => entity(name) ?? whole)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(SPEAKER_DASH, '');
}

function entity(name: string) {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
