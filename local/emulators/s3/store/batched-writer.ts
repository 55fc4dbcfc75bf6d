/** What it needs of a `FileHandle`. */
type WritableFile = { writev: (pieces: Buffer[]) => Promise<{ bytesWritten: number }> };

const BATCH_BYTES = 1024 * 1024;

/**
 * Gathers small pieces into large writes, and lets the next batch gather while one is written.
 * Never holds more than two batches.
 */
export function batchedWriter(file: WritableFile) {
  let batch: Buffer[] = [];
  let batchBytes = 0;
  let writing: Promise<void> = Promise.resolve();

  async function start() {
    await writing;
    const full = batch;
    batch = [];
    batchBytes = 0;
    writing = writeAll(file, full);
    // The next call awaits it and throws; until then it must not count as unhandled.
    writing.catch(() => {});
  }

  return {
    write: async (bytes: Buffer) => {
      batch.push(bytes);
      batchBytes += bytes.length;
      if (batchBytes >= BATCH_BYTES) await start();
    },
    flush: async () => {
      if (batchBytes > 0) await start();
      await writing;
    },
  };
}

/** A full disk or a signal may cut a write short without an error. */
async function writeAll(file: WritableFile, pieces: Buffer[]) {
  let left = pieces;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left);
    left = dropBytes(left, bytesWritten);
  }
}

export function dropBytes(pieces: readonly Buffer[], count: number) {
  let skip = count;
  return pieces.flatMap(piece => {
    const skipped = Math.min(skip, piece.length);
    skip -= skipped;
    return skipped === piece.length ? [] : [piece.subarray(skipped)];
  });
}
