/** Encodings of one byte a letter that subtitle files come in, as iconv names them. */
export const LETTER_ENCODINGS = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'koi8-u',
  'cp737',
  'cp850',
  'cp852',
  'cp862',
  'cp866',
  'maccyrillic',
  'macgreek',
] as const;
export type LetterEncoding = (typeof LETTER_ENCODINGS)[number];

/** Of East Asian languages, with two bytes and more a sign. */
export const SIGN_ENCODINGS = ['Shift_JIS', 'EUC-JP', 'EUC-KR', 'Big5', 'GB18030'] as const;

/** All that are tried, for people. */
export const ENCODINGS_TRIED = ['UTF-8', 'UTF-16', ...LETTER_ENCODINGS, ...SIGN_ENCODINGS].join(
  ', ',
);
