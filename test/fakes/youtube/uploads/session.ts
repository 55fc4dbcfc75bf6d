import type { Answer } from '../../shared/answer.ts';
import { type ContentDigest, createDigest } from '../../shared/content-digest.ts';
import type { NewVideo } from './create-video.ts';

/** What is kept of an upload that was cut ends on such a border, and so do chunks, §3. */
export const GRANULARITY_BYTES = 256 * 1024;

/** A resumable upload from its start to its answer. */
export type Session = {
  id: string;
  userId: string;
  totalBytes: number;
  expiresAtMs: number;
  video: NewVideo;
  /** Of the bytes that are stored for good. */
  stored: ContentDigest;
  /** All chunks but the last have the size of the first. */
  chunkBytes: number | undefined;
  /** The answer of the final byte, given again to whoever asks. */
  final: Answer | undefined;
  /** A later request ends an earlier one that still reads. */
  turn: number;
  /** All bytes that were ever read, for measuring what faults cost. */
  receivedBytes: number;
};

export const freshDigest = () => createDigest();

/** `bytes=0-N`; no header at all while nothing is stored. */
export function rangeHeader({ stored }: Session): Record<string, string> {
  const bytes = stored.bytes();
  return bytes === 0 ? {} : { range: `bytes=0-${bytes - 1}` };
}
