import type { Word } from '../../documents/transcript.contract.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { splitWords, spreadWords } from '../spread-words.ts';
import { decodeText } from './decode-text.ts';
import { parseCaptions } from './parse-captions.ts';
import { repairCaptions } from './repair-captions.ts';

/**
 * Words of an uploaded SRT or WebVTT file, timed inside their captions by length.
 * Throws `bad_sidecar` when there is nothing to read in it.
 */
export function importSidecar(bytes: Uint8Array, lengthSeconds: number): Word[] {
  const text = decodeText(bytes);
  if (text === undefined) throw new StageError('bad_sidecar', { detail: 'unknown encoding' });
  const captions = parseCaptions(text);
  if (captions.length === 0) throw new StageError('bad_sidecar', { detail: 'no captions' });
  const usable = repairCaptions(captions, lengthSeconds);
  if (usable.length === 0) {
    throw new StageError('bad_sidecar', { detail: 'all captions are after the end' });
  }
  return usable.flatMap(caption => spreadWords(splitWords(caption.lines.join(' ')), caption));
}
