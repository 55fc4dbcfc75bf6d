import type { Subject } from '../pipeline/subject.ts';
import { type OpenPresetDeps, openPreset } from './open-preset.ts';
import type { PublicationCommand, Publisher, Targets } from './ports.ts';
import type { Target } from './target.ts';

export type TakeBackDeps = OpenPresetDeps & {
  targets: Pick<Targets, 'listOfSubject' | 'remove'>;
  /** Asks for the rest of a subject to be erased. */
  erase: (subject: Subject) => Promise<void>;
};

/**
 * Takes a subject off every platform where that was asked for; each platform for itself. What was
 * published anew since is left alone, so a command may come late, twice, or again after a crash.
 */
export const takeBack =
  (deps: TakeBackDeps) =>
  async ({ subject, next }: PublicationCommand): Promise<void> => {
    const rows = await deps.targets.listOfSubject(subject);
    const removing = rows.filter(({ status }) => status === 'REMOVING');
    const results = await Promise.allSettled(
      removing.map(async row => {
        const { publisher } = await openPreset(deps)(subject.workspaceId, row.presetId);
        await takeBackTarget(deps)(row, publisher);
      }),
    );
    const failed = results.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (next === 'erase') await deps.erase(subject);
  };

/** The row goes last: it alone says what is still to be done. */
export const takeBackTarget =
  ({ targets }: { targets: Pick<Targets, 'remove'> }) =>
  async (target: Target, publisher: Publisher): Promise<void> => {
    await publisher.remove(target);
    await targets.remove(target);
  };
