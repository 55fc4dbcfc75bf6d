import { createReadStream } from 'node:fs';
import { generatedBytes } from './generated-bytes.ts';
import type { RecordingFile } from './meeting.ts';

/** Bytes `start` to `end` (without) of a recorded file, made or read while they are sent. */
export async function* contentOf(
  { content }: RecordingFile,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  // A range of nothing is a range that `createReadStream` cannot say.
  if (start >= end) return;
  if (content.kind === 'seed') return yield* generatedBytes(content.seed, start, end);
  if (content.kind === 'text') return yield Buffer.from(content.text).subarray(start, end);
  const stream: AsyncIterable<Buffer> = createReadStream(content.path, { start, end: end - 1 });
  yield* stream;
}

/** What the storage host says a file is. */
export const MEDIA_TYPES: Record<string, string> = {
  MP4: 'video/mp4',
  M4A: 'audio/mp4',
  TXT: 'text/plain',
  VTT: 'text/vtt',
  CSV: 'text/csv',
  JSON: 'application/json',
  JPG: 'image/jpeg',
};
