import type { ListName } from './cut-lists.ts';

export type MediaRow = {
  method: string;
  /** Codec and length of what was cut. */
  source: string;
  list: ListName | '-';
  times_real_time: number;
  /** Speed over the plain `select` at x264 medium with the same source and list. */
  ratio_to_select: number | null;
  /** Null where a marker is lost, or more than 0.6 s away. */
  offset_max_ms: number | null;
  /** Of the pictures in the first ten minutes. */
  bit_exact_share: number;
  size_mb: number;
  /** There, against the frames that the list keeps, frame by frame; `inf` where all are the same. */
  psnr_db: number | 'inf';
  /** Of the engines, and of the process that starts them where it is Castline's. */
  peak_memory_mb: number;
};
