const ELLIPSIS = '…';

/** A word may be broken only where keeping it whole would cost more than this share of the text. */
const WORD_SHARE = 0.3;

/** How long a text is, in the unit that a platform counts in. */
export type Measure = (text: string) => number;

export const characters: Measure = text => text.length;
const encoder = new TextEncoder();
export const bytes: Measure = text => encoder.encode(text).length;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, or as much of it as fits with an ellipsis: never half a character, rarely half a word. */
export function fitText(text: string, limit: number, measure: Measure) {
  if (measure(text) <= limit) return text;
  const head = longestHead(text, limit - measure(ELLIPSIS), measure);
  const border = head.search(/\s\S*$/u);
  const keepsEnough = border >= head.length * (1 - WORD_SHARE);
  const endsWord = /\s/u.test(text.charAt(head.length));
  const whole = !endsWord && keepsEnough ? head.slice(0, border) : head;
  return whole.replace(/[\s,;:|–—-]+$/u, '') + ELLIPSIS;
}

/** Graphemes are added one by one: what a person sees as one sign is kept or dropped as one. */
function longestHead(text: string, room: number, measure: Measure) {
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    used += measure(segment);
    if (used > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
