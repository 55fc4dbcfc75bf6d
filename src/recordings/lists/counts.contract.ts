import * as z from 'zod';
import { RECORDING_STATUSES } from '../../pipelines/recording-status.ts';

/** Every status, also those that no recording is in. */
export const CountByStatus = z.record(z.literal(RECORDING_STATUSES), z.int());

export const RecordingCounts = z.strictObject({
  total: z.int(),
  /** Of all, in whatever status. */
  blank: z.int(),
  by_status: CountByStatus,
});
export type RecordingCounts = z.infer<typeof RecordingCounts>;
