import type { Clock } from '../../kernel/clock.ts';
import type { ExpiredUploads } from '../ports.ts';
import { expireUpload } from './expire-upload.ts';

type Deps = Parameters<typeof expireUpload>[0] & { expired: ExpiredUploads; clock: Clock };

/** Ends the uploads that nobody completed in time. Safe to repeat. */
export const sweepUploads = (deps: Deps) => async () => {
  const keys = await deps.expired.list(deps.clock());
  await Promise.all(keys.map(expireUpload(deps)));
};
