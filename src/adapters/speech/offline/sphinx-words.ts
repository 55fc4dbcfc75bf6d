import type { Word } from '../../../documents/transcript.contract.ts';

/** `forty(2) 15.010 15.400 0.912004`: word with pronunciation, start, end, posterior probability. */
const LINE = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+(?:\.\d+)?)$/;
/** `<s>`, `<sil>`, `[NOISE]`, `++UM++` stand for no word. */
const FILLER = /^(<.*>|\[.*\]|\+\+.*\+\+)$/;
const PRONUNCIATION = /\(\d+\)$/;
/** The printed end is the word's last frame. */
const FRAME_SECONDS = 0.01;

/** The words of what `pocketsphinx_continuous -time yes` prints, in seconds of its file. */
export function sphinxWords(stdout: string): Word[] {
  return stdout.split('\n').flatMap(line => {
    const [, spoken, start, end, probability] = LINE.exec(line.trim()) ?? [];
    if (!spoken || FILLER.test(spoken)) return [];
    return {
      text: spoken.replace(PRONUNCIATION, ''),
      start: Number(start),
      end: Number(end) + FRAME_SECONDS,
      // Rounding in its log arithmetic lets it print a little more than 1.
      confidence: Math.min(1, Number(probability)),
    };
  });
}
