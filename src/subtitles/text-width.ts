/** Latin, Greek and Cyrillic without combining marks: one sign is one letter. */
const PLAIN = /^[ -\u02ff\u0370-\u0482\u048a-\u0523]*$/;
/** Twice as wide as a letter: Chinese, Japanese, Korean, and emoji. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader sees as one sign each: a letter with its marks, an emoji made of several. */
export const signsOf = (text: string): string[] =>
  PLAIN.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment);

const signWidth = (sign: string) => (WIDE.test(sign) ? 2 : 1);

/** How long a text is on the screen and to a reader, in letters. */
export const textWidth = (text: string): number =>
  PLAIN.test(text)
    ? text.length
    : signsOf(text).reduce((width, sign) => width + signWidth(sign), 0);
