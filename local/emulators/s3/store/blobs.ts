import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { batchedWriter } from './batched-writer.ts';

export type Write = (bytes: Buffer) => Promise<void>;

export type Blobs = Awaited<ReturnType<typeof openBlobs>>;

/**
 * Files that never change, named by themselves. One is complete and on the disk before its name
 * appears in `blobs/`; names that no row mentions are swept at the next start.
 */
export async function openBlobs(dataDir: string) {
  const [finished, unfinished] = [join(dataDir, 'blobs'), join(dataDir, 'tmp')];
  // Whatever a killed process was writing was never acknowledged.
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(finished, { recursive: true });
  await mkdir(unfinished, { recursive: true });
  const path = (id: string) => join(finished, id);

  /** Makes a blob of what `fill` writes; if it throws, none is left. */
  async function create<T>(fill: (write: Write) => Promise<T>) {
    const id = randomUUID();
    const draft = join(unfinished, id);
    try {
      const result = await writeFile(draft, fill);
      await rename(draft, path(id));
      return { id, result };
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  return {
    create,
    /** `end` is exclusive. */
    read: (id: string, start: number, end: number) =>
      createReadStream(path(id), { start, end: end - 1, highWaterMark: 512 * 1024 }),
    remove: (id: string) => rm(path(id), { force: true }),
    ids: () => readdir(finished),
  };
}

async function writeFile<T>(draft: string, fill: (write: Write) => Promise<T>) {
  const file = await open(draft, 'wx');
  try {
    const writer = batchedWriter(file);
    const result = await fill(writer.write);
    await writer.flush();
    // Before the row that will mention it: after a power cut no row points at a hole.
    await file.datasync();
    return result;
  } finally {
    await file.close();
  }
}
