import type { Word } from '../../documents/transcript.contract.ts';
import { INPUT_LIMITS } from '../../kernel/input-limits.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { splitWords, spreadWords } from '../spread-words.ts';
import { decodeText } from './decode-text.ts';
import { type ParsedCaptions, parseCaptions } from './parse-captions.ts';
import { type RepairedCaptions, repairCaptions } from './repair-captions.ts';

/** What was said, and what people should know of how it was read. */
export type ImportedWords = { words: Word[]; notes: string[] };

/**
 * Words of an uploaded SRT or WebVTT file, timed inside their captions by length.
 * @throws StageError `bad_sidecar` and others with `sidecar` in their name
 */
export function importSidecar(bytes: Uint8Array, lengthSeconds: number): ImportedWords {
  checkSize(bytes.length);
  const { text, notes } = decodeText(bytes);
  const parsed = parseCaptions(text);
  if (parsed.captions.length === 0) throw new StageError('bad_sidecar', { detail: 'no captions' });
  if (parsed.captions.length > INPUT_LIMITS.sidecarCues.most) {
    throw new StageError('too_many_captions');
  }
  const repaired = repairCaptions(parsed.captions, lengthSeconds);
  if (repaired.captions.length === 0) {
    throw new StageError('bad_sidecar', { detail: 'all captions are after the end' });
  }
  return { words: wordsOf(repaired), notes: [...notes, ...notesOf(parsed, repaired)] };
}

function wordsOf({ captions }: RepairedCaptions) {
  const words: Word[] = [];
  let letters = 0;
  for (const caption of captions) {
    const text = caption.lines.join(' ');
    letters += text.length;
    if (letters > INPUT_LIMITS.sidecarLetters.most) throw new StageError('too_many_letters');
    for (const word of spreadWords(splitWords(text), caption)) words.push(word);
    if (words.length > INPUT_LIMITS.sidecarWords.most) throw new StageError('too_many_words');
  }
  return words;
}

/** Called before the file is read as well: whoever sends a disk image shall not fill the memory. */
export function checkSize(sizeBytes: number) {
  if (sizeBytes > INPUT_LIMITS.sidecarBytes.most) throw new StageError('sidecar_too_large');
}

const notesOf = ({ untimed }: ParsedCaptions, { cut, outside }: RepairedCaptions) => [
  ...note(cut, 'cut where the recording begins or ends'),
  ...note(outside, 'left out: outside of the recording'),
  ...note(untimed, 'left out: no times that can be read'),
];

function note(count: number, what: string) {
  if (count === 0) return [];
  return [`${count === 1 ? 'One subtitle was' : `${count} subtitles were`} ${what}.`];
}
