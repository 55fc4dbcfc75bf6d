import type { Range } from '../../documents/ranges.ts';
import { roundSeconds } from '../../documents/round-seconds.ts';
import type { SpeechAudio } from '../../documents/speech-audio.contract.ts';

type Chunk = SpeechAudio['chunks'][number];
type SizedChunk = Chunk & { size: number };

/** A stretch of the original, and where it begins in the joined file. */
export type Piece = Range & { fileStart: number };

/** One file for the provider: chunks in order, with what silence was left out between them. */
export type SpeechFile = {
  name: string;
  /** Chunks, each with the seconds that it takes in the file, its pause included. */
  parts: { name: string; seconds: number }[];
  pieces: Piece[];
  seconds: number;
};

/** Enough for an engine to hear that a sentence ended, too little to invent one. */
const PAUSE_SECONDS = 0.5;

/** As few files as their size (bytes, or seconds) allows. Equal chunks give equal files, whoever plans. */
export function planFiles(chunks: readonly SizedChunk[], most: number): SpeechFile[] {
  const groups: SizedChunk[][] = [];
  let total = 0;
  for (const chunk of chunks) {
    total += chunk.size;
    const open = groups.at(-1);
    if (open && total <= most) open.push(chunk);
    else {
      groups.push([chunk]);
      total = chunk.size;
    }
  }
  return groups.map((group, index) => fileOf(group, String(index + 1).padStart(4, '0')));
}

function fileOf(chunks: readonly Chunk[], name: string): SpeechFile {
  const file: SpeechFile = { name, parts: [], pieces: [], seconds: 0 };
  for (const [index, chunk] of chunks.entries()) {
    const gap = (chunks[index + 1]?.start ?? chunk.end) - chunk.end;
    // What two chunks share is heard twice: a pause keeps the two apart.
    const pause = gap < 0 ? PAUSE_SECONDS : Math.min(gap, PAUSE_SECONDS);
    const seconds = roundSeconds(chunk.end - chunk.start + pause);
    addPiece(file, chunk);
    file.parts.push({ name: chunk.name, seconds });
    file.seconds = roundSeconds(file.seconds + seconds);
  }
  return file;
}

/** Sound that was cut without a silence is one piece again. */
function addPiece({ pieces, seconds }: SpeechFile, { start, end }: Chunk) {
  const last = pieces.at(-1);
  if (last?.end === start) last.end = end;
  else pieces.push({ fileStart: seconds, start, end });
}
