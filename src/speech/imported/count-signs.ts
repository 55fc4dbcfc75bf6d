/** How many signs of a text match, without a list of them: files of strangers may have millions. */
export function countSigns(text: string, isCounted: (code: number) => boolean): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) if (isCounted(text.charCodeAt(at))) found++;
  return found;
}

const REPLACEMENT = 0xfffd;

/** What decoders write for bytes that stand for nothing. */
export const isReplacement = (code: number) => code === REPLACEMENT;

const isControl = (code: number) => code < 0x09 || (code > 0x0d && code < 0x20);

const FEW = 3;
const FEW_SHARE = 0.01;

/** A video renamed to .srt has control characters all over; a slip or two does no harm. */
export const isReadable = (text: string) =>
  countSigns(text, code => isControl(code) || isReplacement(code)) <= FEW + text.length * FEW_SHARE;
