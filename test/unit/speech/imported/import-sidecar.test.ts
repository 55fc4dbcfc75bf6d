import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importSidecar } from '../../../../src/speech/imported/import-sidecar.ts';
import { textOf } from '../../../support/spoken.ts';

const LENGTH = 60;
const bytes = (text: string) => new TextEncoder().encode(text);
const imported = (text: string) => importSidecar(bytes(text), LENGTH).words;
const cases = resolve(import.meta.dirname, '../../../../../shared/fixtures/cases');

const cue = (text: string, times = '00:00:01,000 --> 00:00:02,000') => `1\n${times}\n${text}\n\n`;

describe('careless files', () => {
  test.each([
    {
      name: 'tags, positions and entities vanish',
      text: '1\n00:00:01,000 --> 00:00:02,000 X1:40 Y1:20\n{\\an8}<i>fish &amp; <font color="red">chips</font></i>\n',
      words: 'fish & chips',
    },
    {
      name: 'code that looks like a tag stays',
      text: '1\n00:00:01,000 --> 00:00:02,000\nvector<int> is 3 < 5\n',
      words: 'vector<int> is 3 < 5',
    },
    {
      name: 'dots, short hours and no numbers',
      text: '0:00:01.5 --> 0:00:02.5\none\n\n00:03 -> 00:04\ntwo\n',
      words: 'one two',
    },
    {
      name: 'no blank line between captions',
      text: '1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:02,000 --> 00:00:03,000\ntwo\n',
      words: 'one two',
    },
    {
      name: 'a blank line inside a caption',
      text: '1\n00:00:01,000 --> 00:00:02,000\none\n\nmore\n\n2\n00:00:02,000 --> 00:00:03,000\ntwo',
      words: 'one more two',
    },
    {
      name: 'a caption that is a number',
      text: '1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:02,000 --> 00:00:03,000\nis it',
      words: '42 is it',
    },
    {
      name: 'old line ends',
      text: '1\r00:00:01,000 --> 00:00:02,000\rone\r\r2\r00:00:03,000 --> 00:00:04,000\rtwo\r',
      words: 'one two',
    },
    {
      name: 'notes, styles, names and speakers of WebVTT',
      text: 'WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE not\nspoken\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>one\n\nNOTE neither\n\n00:03.000 --> 00:04.000\n- two\n',
      words: 'one - two',
    },
    {
      name: 'captions out of order',
      text: '1\n00:00:05,000 --> 00:00:06,000\ntwo\n\n2\n00:00:01,000 --> 00:00:02,000\none\n',
      words: 'one two',
    },
    {
      name: 'lines that roll up',
      text: 'WEBVTT\n\n00:01.000 --> 00:03.000\nfirst line\n\n00:03.000 --> 00:03.010\nfirst line\n\n00:03.010 --> 00:05.000\nfirst line\nsecond line\n',
      words: 'first line second line',
    },
    {
      name: 'a line that was really said twice',
      text: '1\n00:00:01,000 --> 00:00:02,000\nNo!\n\n2\n00:00:02,000 --> 00:00:03,000\nNo!\n',
      words: 'No! No!',
    },
    {
      name: 'a line with an arrow is shown to nobody',
      text: cue('from A\nA --> B\nto B'),
      words: 'from A to B',
    },
    {
      name: 'text under times that cannot be read is left out',
      text: `${cue('one')}2\n00:00:0x,000 --> 00:00:04,000\nlost\n\n3\n00:00:05,000 --> 00:00:06,000\ntwo\n`,
      words: 'one two',
    },
    {
      name: 'WebVTT ends a cue at an empty line and at any arrow, not at one of spaces',
      text: 'WEBVTT\n\n00:01.000 --> 00:02.000\none\n  \ntwo\n\nlost\n\n00:03.000 --> 00:04.000\nthree\na --> b\nlost\n',
      words: 'one two three',
    },
    {
      name: 'breaks of HTML',
      text: cue('one<br>two<BR/>three<br />four'),
      words: 'one two three four',
    },
    { name: 'breaks of ASS', text: cue(String.raw`one\Ntwo\hthree`), words: 'one two three' },
    {
      name: 'a path of Windows',
      text: cue(String.raw`C:\News and D:\Notes`),
      words: String.raw`C:\News and D:\Notes`,
    },
    {
      name: 'entities',
      text: cue('caf&eacute; &mdash; &#x201c;tea&#8221;&hellip; &lt;b&gt; &nosuch; AT&T'),
      words: 'café — “tea”… <b> &nosuch; AT&T',
    },
    {
      name: 'dashes of a dialogue',
      text: cue('— Ты придёшь?\n— Да.'),
      words: '— Ты придёшь? — Да.',
    },
    {
      name: 'a minus sign',
      text: cue('Температура\n- 5 градусов, а не −7'),
      words: 'Температура - 5 градусов, а не −7',
    },
    {
      name: 'signs that nobody sees',
      text: cue('nu\u0000ll \u202Eturned\u202C \u2067open'),
      words: 'null turned open',
    },
  ])('$name', ({ text, words }) => {
    expect(textOf(imported(text))).toBe(words);
  });

  test.each([
    { times: '0:00:01 --> 0:00:03.500000', start: 1, end: 3.5 },
    { times: '00:00:01.5 --> 00:00:02.25', start: 1.5, end: 2.25 },
    { times: '00:00:01:500 --> 00:00:02:250', start: 1.5, end: 2.25 },
    { times: '00:01:500 --> 00:02:250', start: 1.5, end: 2.25 },
    { times: '00:00:01, 500 --> 00:00:02, 250', start: 1.5, end: 2.25 },
    { times: '0:00:01,123456789 --> 0:00:02,1', start: 1.123456789, end: 2.1 },
    { times: '00:00:01,000 –> 00:00:02,000', start: 1, end: 2 },
    { times: '00:00:01,000 -- > 00:00:02,000', start: 1, end: 2 },
    { times: '00:00:01,000-->00:00:02,000 X1:40', start: 1, end: 2 },
    { times: '-00:00:01,000 --> 00:00:02,000', start: 0, end: 2 },
    { times: '-1 day, 23:59:58.500000 --> 0:00:02', start: 0, end: 2 },
    { times: '0:00:59 --> 0:01:30', start: 59, end: 60 },
    { times: '00:00:59,950 --> 00:01:00,040', start: 59.95, end: 60 },
  ])('$times is $start to $end', ({ times, start, end }) => {
    const { words } = importSidecar(bytes(cue('said', times)), LENGTH);
    expect(words).toEqual([{ text: 'said', start, end }]);
  });

  test('overlapping captions share the time in between, and no word overlaps another', () => {
    const words = imported(
      '1\n00:00:01,000 --> 00:00:04,000\none two\n\n2\n00:00:02,000 --> 00:00:05,000\nthree\n',
    );
    expect(words.map(({ end }) => end)).toEqual([1.5, 2, 5]);
  });

  test('two speakers at once keep all their words', () => {
    const words = imported(
      '1\n00:00:01,000 --> 00:00:02,000\nyes\n\n2\n00:00:01,000 --> 00:00:03,000\nno\n',
    );
    expect(textOf(words)).toBe('yes no');
    expect(words.at(-1)?.end).toBe(3);
  });

  test('captions after the end are dropped, one across it is clipped', () => {
    const words = imported(
      '1\n00:00:59,000 --> 00:01:02,000\nlast\n\n2\n00:02:00,000 --> 00:02:01,000\nlater\n',
    );
    expect(words).toEqual([{ text: 'last', start: 59, end: 60 }]);
  });

  test('a caption that ends before it starts gets the time that reading takes', () => {
    expect(imported('1\n00:00:05,000 --> 00:00:05,000\nhello\n')).toEqual([
      { text: 'hello', start: 5, end: 6 },
    ]);
  });

  test('long words take longer than short ones', () => {
    const words = imported('1\n00:00:00,000 --> 00:00:02,000\nan elephant\n');
    expect(words[0]?.end).toBeCloseTo(0.5);
  });
});

describe('files that once failed', () => {
  test.each([
    {
      file: 'timedelta.srt',
      words: /^Hello and welcome .* about rivers. And after that .* Thank you.$/,
    },
    { file: 'blankafter.vtt', words: /^Second cue. Third line$/ },
    { file: 'br.srt', words: /^Hello world and everyone First line Second line Coloured It$/ },
    {
      file: 'dash-ru.srt',
      words: /^Москва — столица России. — Ты придёшь\? — Да, приду. Температура - 5 градусов$/,
    },
    { file: 'el-cp1253.srt', words: /^Καλημέρα σας, σήμερα θα μιλήσουμε για τα ποτάμια. / },
    { file: 'he-utf8.srt', words: /^שלום לכולם, / },
    { file: 'utf8-broken-ru.srt', words: /^Добрый день, .* о реках и одках. Спасибо / },
  ])('$file is read', ({ file, words }) => {
    const text = textOf(importSidecar(readFileSync(resolve(cases, file)), LENGTH).words);
    expect(text).toMatch(words);
    expect(text).not.toMatch(/-->|\ufffd/);
  });
});

describe('what people are told', () => {
  test.each([
    { name: 'nothing of a good file', text: cue('fine'), notes: [] },
    {
      name: 'a subtitle is cut at the end',
      text: cue('late', '0:00:59 --> 0:01:30'),
      notes: ['One subtitle was cut where the recording begins or ends.'],
    },
    {
      name: 'subtitles lie after the end',
      text: cue('fine') + cue('late', '0:02:00 --> 0:02:30') + cue('later', '0:03:00 --> 0:03:30'),
      notes: ['2 subtitles were left out: outside of the recording.'],
    },
    {
      name: 'times cannot be read',
      text: cue('fine') + cue('lost', '00:00:0x --> 00:00:05'),
      notes: ['One subtitle was left out: no times that can be read.'],
    },
  ])('$name', ({ text, notes }) => {
    expect(importSidecar(bytes(text), LENGTH).notes).toEqual(notes);
  });
});

describe('files beyond a limit', () => {
  const many = (count: number, text: string) => `0:00:01 --> 0:00:02\n${text}\n\n`.repeat(count);
  test.each([
    { code: 'sidecar_too_large', file: () => new Uint8Array(10_000_001) },
    { code: 'too_many_captions', file: () => bytes(many(50_001, 'a')) },
    { code: 'too_many_words', file: () => bytes(many(1, 'a '.repeat(300_001))) },
    { code: 'too_many_letters', file: () => bytes(many(1, 'a'.repeat(3_000_001))) },
  ])('$code', ({ code, file }) => {
    expect(() => importSidecar(file(), LENGTH)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    { name: 'commands that never end', text: '{\\\\' },
    { name: 'tags that never end', text: '<b.' },
    { name: 'breaks that never end', text: '<br' },
    { name: 'clocks without an arrow', text: '1:1' },
    { name: 'arrows', text: '-->' },
    { name: 'spaces', text: ' ' },
    { name: 'isolates', text: '\u2067' },
  ])('$name cost no more than their length', ({ text }) => {
    const file = bytes(`0:00:01 --> 0:00:02\n${text.repeat(1_000_000 / text.length)}\nx\n`);
    expect(importSidecar(file, LENGTH).words.at(-1)?.text).toMatch(/x$/);
  });
});

describe('files that are no subtitles', () => {
  const picture = Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256);
  test.each([
    { name: 'nothing', file: new Uint8Array(), detail: 'no captions' },
    { name: 'prose', file: bytes('Dear reader, there are no times here.'), detail: 'no captions' },
    {
      name: 'times without text',
      file: bytes('1\n00:00:01,000 --> 00:00:02,000\n\n'),
      detail: 'no captions',
    },
    { name: 'a picture', file: picture, detail: 'no text' },
    {
      name: 'another recording',
      file: bytes('1\n01:00:01,000 --> 01:00:02,000\nfar\n'),
      detail: 'all captions are after the end',
    },
  ])('$name is refused', ({ file, detail }) => {
    expect(() => importSidecar(file, LENGTH)).toThrow(
      expect.objectContaining({ code: 'bad_sidecar', detail }),
    );
  });
});
