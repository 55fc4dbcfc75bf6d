/**
 * Whisper's names of languages, in English, and codes of its own that ISO 639-1 writes otherwise.
 * Hawaiian has no code there.
 */
const NAMES: Record<string, string> = Object.fromEntries(
  `afrikaans af, albanian sq, amharic am, arabic ar, armenian hy, assamese as, azerbaijani az,
  bashkir ba, basque eu, belarusian be, bengali bn, bosnian bs, breton br, bulgarian bg, burmese my,
  cantonese zh, castilian es, catalan ca, chinese zh, croatian hr, czech cs, danish da, dutch nl,
  english en, estonian et, faroese fo, finnish fi, flemish nl, french fr, galician gl, georgian ka,
  german de, greek el, gujarati gu, haitian ht, haitian creole ht, hausa ha, hebrew he, hindi hi,
  hungarian hu, icelandic is, indonesian id, italian it, japanese ja, javanese jv, kannada kn,
  kazakh kk, khmer km, korean ko, lao lo, latin la, latvian lv, letzeburgesch lb, lingala ln,
  lithuanian lt, luxembourgish lb, macedonian mk, malagasy mg, malay ms, malayalam ml, maltese mt,
  mandarin zh, maori mi, marathi mr, moldavian ro, moldovan ro, mongolian mn, myanmar my, nepali ne,
  norwegian no, nynorsk nn, occitan oc, panjabi pa, pashto ps, persian fa, polish pl, portuguese pt,
  punjabi pa, pushto ps, romanian ro, russian ru, sanskrit sa, serbian sr, shona sn, sindhi sd,
  sinhala si, sinhalese si, slovak sk, slovenian sl, somali so, spanish es, sundanese su, swahili sw,
  swedish sv, tagalog tl, tajik tg, tamil ta, tatar tt, telugu te, thai th, tibetan bo, turkish tr,
  turkmen tk, ukrainian uk, urdu ur, uzbek uz, valencian ca, vietnamese vi, welsh cy, yiddish yi,
  yoruba yo, jw jv, yue zh`
    .split(',')
    .map(row => row.trim().replaceAll(/\s+/g, ' '))
    .map(row => [row.slice(0, row.lastIndexOf(' ')), row.slice(row.lastIndexOf(' ') + 1)]),
);

/** ISO 639-1 of what a provider calls a language; undefined for what we do not know. */
export function languageCode(text: string | null | undefined): string | undefined {
  const name = text?.trim().toLowerCase() ?? '';
  return NAMES[name] ?? /^([a-z]{2})(?:[-_]|$)/.exec(name)?.[1];
}
