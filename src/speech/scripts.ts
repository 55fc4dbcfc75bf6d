/** Scripts that one language has, or by far most of what is said in it (ISO 639-1). */
const LANGUAGE_OF_SCRIPT: Readonly<Record<string, string>> = {
  ...{ Hebrew: 'he', Greek: 'el', Thai: 'th', Georgian: 'ka', Armenian: 'hy', Ethiopic: 'am' },
  ...{ Hangul: 'ko', Han: 'zh', Hiragana: 'ja', Katakana: 'ja', Devanagari: 'hi', Bengali: 'bn' },
  ...{ Gurmukhi: 'pa', Gujarati: 'gu', Oriya: 'or', Tamil: 'ta', Telugu: 'te', Kannada: 'kn' },
  ...{ Malayalam: 'ml', Sinhala: 'si', Lao: 'lo', Tibetan: 'bo', Myanmar: 'my', Khmer: 'km' },
};

const SHARED = ['Latin', 'Cyrillic', 'Arabic'];

const SCRIPTS = [...Object.keys(LANGUAGE_OF_SCRIPT), ...SHARED].map(script => ({
  script,
  letter: new RegExp(String.raw`\p{Script=${script}}`, 'gu'),
}));

/** Japanese has as many signs of Chinese, but never a text without its own. */
const KANA_SHARE = 0.1;

/** The script of most letters of a text, by Unicode's name; undefined without letters. */
export function scriptOf(text: string): string | undefined {
  const counts = new Map(
    SCRIPTS.map(({ script, letter }) => [script, text.match(letter)?.length ?? 0]),
  );
  const of = (script: string) => counts.get(script) ?? 0;
  if (of('Hiragana') + of('Katakana') > of('Han') * KANA_SHARE) counts.set('Han', 0);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most && most[1] > 0 ? most[0] : undefined;
}

/** Undefined for scripts that many languages share. */
export const languageOfScript = (script: string): string | undefined => LANGUAGE_OF_SCRIPT[script];
