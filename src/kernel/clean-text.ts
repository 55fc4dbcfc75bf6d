/** Controls but for line ends and tabs, and codes that stand for nothing. */
const CONTROL = /[^\P{Cc}\n\r\t]|[\uFFFE\uFFFF]/gu;
/** Embeddings and overrides turn round what stands behind them: "gpj.exe" reads as "exe.jpg". */
const OVERRIDE = /[\u202A-\u202E]/g;
const ISOLATE = /[\u2066-\u2069]/;
const END_OF_ISOLATE = '\u2069';

/**
 * A text without signs that nobody sees and that change what stands around it. Isolates of direction
 * stay where each has its end: apps put them around names of another script.
 */
export function cleanText(text: string): string {
  const plain = text.toWellFormed().replaceAll(CONTROL, '').replaceAll(OVERRIDE, '');
  return ISOLATE.test(plain) ? balanced([...plain]) : plain;
}

/** The same in one line, for names and titles. */
export const cleanLine = (text: string): string => cleanText(text).replaceAll(/\s+/gu, ' ').trim();

function balanced(signs: readonly string[]) {
  const open: number[] = [];
  const paired = new Set<number>();
  for (const [at, sign] of signs.entries()) {
    if (!ISOLATE.test(sign)) continue;
    if (sign !== END_OF_ISOLATE) open.push(at);
    else {
      const start = open.pop();
      if (start !== undefined) paired.add(start).add(at);
    }
  }
  return signs.filter((sign, at) => paired.has(at) || !ISOLATE.test(sign)).join('');
}
