import type { Clock } from '../../kernel/clock.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { ExpiredUploads } from '../ports.ts';
import { expireUpload } from './expire-upload.ts';

type Deps = Parameters<typeof expireUpload>[0] & { expired: ExpiredUploads; clock: Clock };

/** Ends the uploads that nobody completed in time. Safe to repeat. */
export const sweepUploads = (deps: Deps) => async () => {
  await inSlices(await deps.expired.list(deps.clock()), expireUpload(deps));
};
