import type { StageConfig } from './config.ts';

/**
 * What a worker's disk holds at most, as a multiple of the original: the original, the pieces of the
 * result, and the result that they are joined to. `test/media/disk.test.ts` measures it.
 */
export const DISK_PER_ORIGINAL = 3.2;

/** The image with the model of the speech engine takes about 3; the rest is for what has no such multiple. */
const RESERVED_GIB = 10;

const GIBIBYTE = 1024 ** 3;
const GIGABYTE = 1000 ** 3;

/** The largest original that workers have disk for, in bytes: whole gigabytes, as people are told. */
export function largestUploadBytes({ scratchGiB }: Pick<StageConfig, 'scratchGiB'>): number {
  const free = (scratchGiB - RESERVED_GIB) * GIBIBYTE;
  return Math.floor(free / DISK_PER_ORIGINAL / GIGABYTE) * GIGABYTE;
}
