/** Enough to be sure of, and read within milliseconds in all encodings. */
const SAMPLE_BYTES = 3000;
/** More is looked at only for words beyond ASCII. */
const SEARCHED_BYTES = 1_000_000;

const MARKUP = /<[^<>]*>|\{[^{}]*\}/g;
/** Latin 1 has a sign for each byte, so a pattern of signs is one of bytes. */
const WORD = /[a-zA-Z\u0080-\u00ff]+/g;
const BEYOND_ASCII = /[\u0080-\u00ff]/;

/** Words of a file in any encoding that has ASCII in it: with bytes beyond ASCII, and without. */
export type SampledWords = { beyondAscii: Uint8Array; ascii: string[] };

export function sampleWords(bytes: Uint8Array): SampledWords {
  const head = Buffer.from(bytes.subarray(0, SEARCHED_BYTES)).toString('latin1');
  const words = head.replaceAll(MARKUP, ' ').match(WORD) ?? [];
  const beyondAscii = upTo(SAMPLE_BYTES, words.filter(isBeyond));
  const ascii = upTo(
    SAMPLE_BYTES,
    words.filter(word => !isBeyond(word)),
  );
  return { beyondAscii: Buffer.from(beyondAscii.join(' '), 'latin1'), ascii };
}

const isBeyond = (word: string) => BEYOND_ASCII.test(word);

function upTo(bytes: number, words: readonly string[]) {
  let used = 0;
  const end = words.findIndex(word => {
    used += word.length + 1;
    return used > bytes;
  });
  return end < 0 ? words.map(whole) : words.slice(0, Math.max(1, end)).map(whole);

  function whole(word: string) {
    return word.slice(0, bytes);
  }
}
