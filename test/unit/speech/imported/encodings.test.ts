import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../src/speech/imported/decode-text.ts';
import { importSidecar } from '../../../../src/speech/imported/import-sidecar.ts';
import { OLD_ENCODINGS, SENTENCES } from '../../../support/speech/sentences.ts';
import { textOf } from '../../../support/spoken.ts';

const subtitles = (sentences: readonly string[]) =>
  sentences
    .map((text, at) => `${at + 1}\n00:00:0${at * 2},000 --> 00:00:0${at * 2 + 1},500\n${text}\n`)
    .join('\n');

/** What an encoding had before Unicode told these letters apart. */
const OLD_LETTERS: Readonly<Record<string, string>> = { ț: 'ţ', ș: 'ş', ی: 'ي', '’': "'" };
const asOf = (text: string, encoding: string) => {
  const old = text.replaceAll(/[țșی]/gu, letter => OLD_LETTERS[letter] ?? letter);
  return encoding.startsWith('windows') ? old : old.replaceAll('’', "'");
};

const rows = Object.entries(OLD_ENCODINGS).flatMap(([language, encodings]) =>
  encodings.map(encoding => ({ language, encoding })),
);

const spoken = (language: string, encoding: string) =>
  (SENTENCES[language] ?? []).map(text => asOf(text, encoding));

describe.each(rows)('$language in $encoding', ({ language, encoding }) => {
  const all = spoken(language, encoding);
  test.each([
    { name: 'four cues', sentences: all },
    { name: 'two short cues', sentences: all.slice(0, 2) },
    { name: 'one cue', sentences: all.slice(2, 3) },
    { name: 'another cue', sentences: all.slice(3) },
  ])('$name come out as they went in', ({ sentences }) => {
    const file = iconv.encode(subtitles(sentences), encoding);
    const { words } = importSidecar(file, 60);
    expect(textOf(words)).toBe(sentences.join(' '));
  });
});

describe.each([
  { name: 'UTF-8', encoding: 'utf-8', addBOM: false },
  { name: 'UTF-8 with a mark', encoding: 'utf-8', addBOM: true },
  { name: 'UTF-16 LE', encoding: 'utf-16le', addBOM: false },
  { name: 'UTF-16 LE with a mark', encoding: 'utf-16le', addBOM: true },
  { name: 'UTF-16 BE', encoding: 'utf-16be', addBOM: false },
  { name: 'UTF-16 BE with a mark', encoding: 'utf-16be', addBOM: true },
])('$name', ({ encoding, addBOM }) => {
  test.each(Object.keys(SENTENCES))('holds %s', language => {
    const text = subtitles(SENTENCES[language] ?? []);
    const file = iconv.encode(text, encoding, { addBOM });
    expect(decodeText(file)).toEqual({ text, notes: [] });
  });
});

const EAST_ASIAN = {
  ja: ['おはようございます。', '授業を始めましょう。今日は水の話をします。'],
  'zh-Hans': ['大家好！', '我们开始上课。今天我们来谈谈植物的茎。'],
  'zh-Hant': ['大家好！', '我們開始上課。今天我們來談談植物的莖。'],
  ko: ['안녕하세요!', '수업을 시작합시다. 오늘은 물에 대해 이야기하겠습니다.'],
};

test.each([
  { language: 'ja', encoding: 'Shift_JIS' },
  { language: 'ja', encoding: 'EUC-JP' },
  { language: 'zh-Hans', encoding: 'GB18030' },
  { language: 'zh-Hant', encoding: 'Big5' },
  { language: 'ko', encoding: 'EUC-KR' },
] as const)('$language in $encoding is read', ({ language, encoding }) => {
  const sentences = EAST_ASIAN[language];
  const { words } = importSidecar(iconv.encode(subtitles(sentences), encoding), 60);
  expect(textOf(words)).toBe(sentences.join(' '));
});

describe('nearly UTF-8', () => {
  const text = subtitles(SENTENCES.ru ?? []);
  const file = Buffer.from(text);
  const at = file.indexOf('урок');

  test('a lost byte costs one letter and is told', () => {
    const broken = Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]);
    const { text: read, notes } = decodeText(broken);
    expect(read).toBe(text.replace('урок', 'рок'));
    expect(notes).toEqual(['One letter of the subtitle file could not be read and is left out.']);
  });

  test('a file that ends inside a letter is read', () => {
    expect(decodeText(file.subarray(0, at + 3)).text).toBe(text.slice(0, text.indexOf('урок') + 1));
  });

  test('what another program lost before is told, too', () => {
    const { text: read, notes } = decodeText(Buffer.from(text.replace('урок', '\ufffd\ufffdок')));
    expect(read).toBe(text.replace('урок', 'ок'));
    expect(notes[0]).toMatch(/^2 letters/);
  });
});

describe('unsure', () => {
  test('a close second is named', () => {
    const { notes } = decodeText(iconv.encode(subtitles(['Sāksim stundu.']), 'windows-1257'));
    expect(notes[0]).toMatch(/was read as .* but might be .* UTF-8/);
  });

  test.each([
    {
      name: 'letters by chance',
      file: Buffer.from(subtitles(['\u00b7\u00f0\u00a4\u00fe\u00d7'.repeat(9)]), 'latin1'),
    },
    {
      name: 'an encoding that nobody tried',
      file: iconv.encode(subtitles(SENTENCES.ru ?? []), 'cp855'),
    },
    {
      name: 'French of the Macintosh',
      file: iconv.encode(subtitles(SENTENCES.fr ?? []), 'macroman'),
    },
  ])('$name is refused', ({ file }) => {
    expect(() => decodeText(file)).toThrow(
      expect.objectContaining({
        code: 'unknown_encoding',
        message: expect.stringMatching(/UTF-8, UTF-16, windows-1250.*koi8-u.*Save it as UTF-8/),
      }),
    );
  });
});
