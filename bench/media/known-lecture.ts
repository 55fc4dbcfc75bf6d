import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { type LectureName, lecture } from './lectures.ts';
import { pictureHashes } from './measure-cut.ts';

export type KnownLecture = Awaited<ReturnType<typeof knowLecture>>;

/** A lecture and what is to be known of it before it is cut. */
export async function knowLecture(name: LectureName, ofSeconds: number) {
  const path = await lecture(name, ofSeconds);
  const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
  const { signal } = new AbortController();
  const source = await engine.inspect(path, { signal });
  const hashes = await pictureHashes(path);
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-read-'));
  try {
    const nothing = () => undefined;
    const stillEverySeconds = source.claimedSeconds ?? 0;
    const read = { path, source, folder, stillEverySeconds, stills: 1, signal };
    const found = await engine.readThrough({ ...read, onPcm: nothing, progress: nothing });
    // All lectures here have 25 frames a second.
    const seconds = (found.pictures?.seconds.length ?? 0) / 25;
    const title = `${source.video?.codec ?? ''} ${Math.round(seconds / 60)} min`;
    const { equalChannels } = found;
    return { path, source, title, seconds, hashes: new Set(hashes), equalChannels };
  } finally {
    await rm(folder, { recursive: true });
  }
}
