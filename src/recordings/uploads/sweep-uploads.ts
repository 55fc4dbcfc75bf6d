import type { Clock } from '../../kernel/clock.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Commands } from '../../pipeline/ports.ts';
import type { ExpiredUploads } from '../ports.ts';
import { recordingSubject } from '../recording-key.ts';
import { expireUpload } from './expire-upload.ts';

type Deps = Parameters<typeof expireUpload>[0] & {
  expired: ExpiredUploads;
  commands: Commands;
  clock: Clock;
};

/**
 * Ends the uploads that nobody completed in time, and has deleted recordings erased again once
 * their last link is over. Safe to repeat.
 */
export const sweepUploads = (deps: Deps) => async () => {
  const { expired, commands, clock } = deps;
  const [late, erasable] = [await expired.list(clock()), await expired.listErasable(clock())];
  await Promise.all([
    inSlices(late, expireUpload(deps)),
    inSlices(erasable, key => commands.send({ command: 'erase', subject: recordingSubject(key) })),
  ]);
};
