import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { importSidecar } from '../../../../src/speech/imported/import-sidecar.ts';
import { textOf } from '../../../support/spoken.ts';

const LENGTH = 60;
const bytes = (text: string, encoding = 'utf-8', addBOM = false) =>
  new Uint8Array(iconv.encode(text, encoding, { addBOM }));
const imported = (text: string) => importSidecar(bytes(text), LENGTH);

const RUSSIAN = `1
00:00:01,000 --> 00:00:04,000
Сегодня мы говорим о строении атома.

2
00:00:05,000 --> 00:00:08,000
Ядро состоит из протонов и нейтронов, а вокруг него движутся электроны.
`;
const FRENCH = `1
00:00:01,000 --> 00:00:04,000
Le théâtre français était très apprécié à la cour.

2
00:00:05,000 --> 00:00:08,000
Les élèves répètent une pièce légère, même pendant l'été.
`;

describe('encodings', () => {
  test.each([
    { name: 'UTF-8', text: RUSSIAN, encoding: 'utf-8', mark: false },
    { name: 'UTF-8 with a mark', text: RUSSIAN, encoding: 'utf-8', mark: true },
    { name: 'UTF-16 LE with a mark', text: RUSSIAN, encoding: 'utf-16le', mark: true },
    { name: 'UTF-16 LE', text: RUSSIAN, encoding: 'utf-16le', mark: false },
    { name: 'UTF-16 BE with a mark', text: RUSSIAN, encoding: 'utf-16be', mark: true },
    { name: 'UTF-16 BE', text: RUSSIAN, encoding: 'utf-16be', mark: false },
    { name: 'Windows Cyrillic', text: RUSSIAN, encoding: 'windows-1251', mark: false },
    { name: 'KOI8-R', text: RUSSIAN, encoding: 'koi8-r', mark: false },
    { name: 'Latin 1', text: FRENCH, encoding: 'latin1', mark: false },
  ])('$name is read', ({ text, encoding, mark }) => {
    const words = importSidecar(bytes(text, encoding, mark), LENGTH);
    const spoken = text.split('\n').filter(line => /\p{L}/u.test(line) && !line.includes('-->'));
    expect(textOf(words)).toBe(spoken.join(' '));
    expect(words[0]?.start).toBe(1);
    expect(words.at(-1)?.end).toBe(8);
  });
});

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
      words: 'one two',
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
  ])('$name', ({ text, words }) => {
    expect(textOf(imported(text))).toBe(words);
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
    { name: 'a picture', file: picture, detail: 'unknown encoding' },
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
