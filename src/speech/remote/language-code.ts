/** Whisper names languages in English; only what differs from its ISO 639-1 name is worth a row. */
const NAMES: Record<string, string> = Object.fromEntries(
  `afrikaans af, arabic ar, armenian hy, azerbaijani az, belarusian be, bosnian bs, bulgarian bg,
  catalan ca, chinese zh, croatian hr, czech cs, danish da, dutch nl, english en, estonian et,
  finnish fi, french fr, galician gl, georgian ka, german de, greek el, hebrew he, hindi hi,
  hungarian hu, icelandic is, indonesian id, italian it, japanese ja, kannada kn, kazakh kk,
  korean ko, latvian lv, lithuanian lt, macedonian mk, malay ms, marathi mr, maori mi, nepali ne,
  norwegian no, persian fa, polish pl, portuguese pt, romanian ro, russian ru, serbian sr, slovak sk,
  slovenian sl, spanish es, swahili sw, swedish sv, tagalog tl, tajik tg, tamil ta, tatar tt, thai th,
  turkish tr, turkmen tk, ukrainian uk, urdu ur, uzbek uz, vietnamese vi, welsh cy`
    .split(',')
    .map(pair => pair.trim().split(/\s+/)),
);

/** ISO 639-1 of what a provider calls a language; undefined for what we do not know. */
export function languageCode(text: string | null | undefined): string | undefined {
  const name = text?.trim().toLowerCase() ?? '';
  return NAMES[name] ?? /^([a-z]{2})(?:[-_]|$)/.exec(name)?.[1];
}
