import type { LetterEncoding } from '../../documents/subtitle-encodings.ts';

type Encoding = {
  /** ISO 639-1 of the languages that are written in it, and that we know the letters of. */
  languages: readonly string[];
  /** How much seldomer than Windows' its files are, as a natural logarithm. */
  rarity: number;
};

const CYRILLIC = ['ru', 'uk', 'be', 'bg', 'sr', 'mk'];
const CENTRAL = ['pl', 'cs', 'sk', 'hu', 'hr', 'sl', 'ro', 'sq', 'de'];
const WESTERN = 'en de fr es it pt ca nl sv da nb fi is id'.split(' ');

const usual = (languages: readonly string[]) => ({ languages, rarity: 0 });
const old = (languages: readonly string[]) => ({ languages, rarity: 2 });
const rare = (languages: readonly string[]) => ({ languages, rarity: 3 });

export const ENCODINGS: Readonly<Record<LetterEncoding, Encoding>> = {
  'windows-1250': usual(CENTRAL),
  'windows-1251': usual(CYRILLIC),
  'windows-1252': usual(WESTERN),
  'windows-1253': usual(['el']),
  'windows-1254': usual(['tr', 'az']),
  'windows-1255': usual(['he']),
  'windows-1256': usual(['ar', 'fa', 'ur']),
  'windows-1257': usual(['lt', 'lv', 'et']),
  'windows-1258': old(['vi']),
  'windows-874': usual(['th']),
  'iso-8859-2': old(CENTRAL),
  'iso-8859-5': old(CYRILLIC),
  'iso-8859-6': old(['ar']),
  'iso-8859-7': old(['el']),
  'koi8-u': old(['ru', 'uk']),
  cp737: rare(['el']),
  cp850: rare(WESTERN),
  cp852: rare(CENTRAL),
  cp862: rare(['he']),
  cp866: old(['ru', 'uk', 'be', 'bg']),
  maccyrillic: rare(['ru', 'uk', 'bg']),
  macgreek: rare(['el']),
};
