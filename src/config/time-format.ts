/** Shorthands for the usual formats. */
const SHORTHANDS: Record<string, string> = {
  date: 'YYYY-MM-DD',
  time: 'hh:mm',
  datetime: 'YYYY-MM-DD hh:mm',
};

const TOKEN = /YYYY|YY|MM|DD|hh|mm|ss/g;
/** A run of letters is replaced only if it is nothing but tokens: `DD` in `ADD` is a word's part. */
const ONLY_TOKENS = /^(?:YYYY|YY|MM|DD|hh|mm|ss)+$/;
const LETTERS = /\p{L}+/gu;

export const DEFAULT_TIME_FORMAT = 'datetime';

type Fields = Record<string, string>;

/** A moment as text: `format` is made of tokens, shorthands and anything else as it is. */
export const formatTime = (milliseconds: number, format: string, timeZone: string) =>
  fill(format, calendarFields(milliseconds, timeZone));

/** A length as text; `hh` grows beyond two digits where it must. */
export const formatLength = (seconds: number, format: string) =>
  fill(format, lengthFields(seconds));

/** The tokens of a format, shorthands resolved: empty if it would print the same for every time. */
export function tokensOf(format: string) {
  const runs = resolve(format).match(LETTERS) ?? [];
  return runs.filter(run => ONLY_TOKENS.test(run)).flatMap(run => run.match(TOKEN) ?? []);
}

const resolve = (format: string) => format.replace(LETTERS, run => SHORTHANDS[run] ?? run);

const fill = (format: string, fields: Fields) =>
  resolve(format).replace(LETTERS, run =>
    ONLY_TOKENS.test(run) ? run.replace(TOKEN, token => fields[token] ?? token) : run,
  );

function calendarFields(milliseconds: number, timeZone: string): Fields {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(milliseconds);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find(part => part.type === type)?.value ?? '';
  const year = value('year').padStart(4, '0');
  return {
    YYYY: year,
    YY: year.slice(-2),
    MM: value('month'),
    DD: value('day'),
    hh: value('hour'),
    mm: value('minute'),
    ss: value('second'),
  };
}

function lengthFields(seconds: number): Fields {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    hh: two(Math.floor(whole / 3600)),
    mm: two(Math.floor(whole / 60) % 60),
    ss: two(whole % 60),
  };
}

/** `00:02:36`: how a place in a video is written in descriptions. */
export const timestamp = (seconds: number) => formatLength(seconds, 'hh:mm:ss');

/** `2:36` or `1:02:36`: the short form, for lists beside a player and for chapter lines. */
export const clockTime = (seconds: number) => timestamp(seconds).replace(/^(?:00:0?|0)/, '');
