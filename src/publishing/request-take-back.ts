import type { Clock } from '../kernel/clock.ts';
import type { Subject } from '../pipeline/subject.ts';
import type { PublicationCommand, PublicationCommands, Targets } from './ports.ts';

export type RequestTakeBackDeps = {
  targets: Pick<Targets, 'listOfSubject' | 'beginRemoval'>;
  publications: PublicationCommands;
  clock: Clock;
};

/**
 * Asks for a subject to be taken off every platform. Once this answers, no attempt that is under
 * way can complete; what is public goes in the background. False if nothing was ever published.
 */
export const requestTakeBack =
  ({ targets, publications, clock }: RequestTakeBackDeps) =>
  async (subject: Subject, next?: PublicationCommand['next']): Promise<boolean> => {
    const rows = await targets.listOfSubject(subject);
    if (rows.length === 0) return false;
    await Promise.all(rows.map(row => targets.beginRemoval(row, clock())));
    await publications.send({ command: 'take_back', subject, ...(next && { next }) });
    return true;
  };
