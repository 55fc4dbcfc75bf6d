import type { Subjects } from '../ports.ts';
import { type Statuses, statusesBefore } from '../statuses.ts';
import type { RunKey } from '../tasks/task.ts';

/** Shows in the subject's status how far its run has come. False if the subject is not this run's. */
export const announceStatus = (
  subjects: Pick<Subjects, 'move'>,
  run: RunKey,
  statuses: Statuses,
  to: string,
  now: number,
) => subjects.move(run, { from: statusesBefore(statuses, to), to }, now);
