/** What may be asked of many recordings at once: what each has a route of its own for. */
export const BULK_OPERATIONS = [
  'process',
  'download',
  'trim',
  'transcribe',
  'topics',
  'subtitles',
  'upload',
  'delete',
] as const;
export type BulkOperation = (typeof BULK_OPERATIONS)[number];

/** Of one call; who has more calls again. All ids of a job are in one row. */
export const MOST_BULK_RECORDINGS = 1000;
export const DEFAULT_BULK_LIMIT = 50;
