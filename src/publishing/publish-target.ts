import type { Clock } from '../kernel/clock.ts';
import { asStageError } from '../pipeline/stages/as-stage-error.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { Publisher, Targets } from './ports.ts';
import type { Publication } from './publication.ts';
import { isPublished, type Target, type TargetDetails, type TargetKey } from './target.ts';

export type PublishTargetDeps = { targets: Targets; clock: Clock };

type Job = {
  key: TargetKey;
  publisher: Publisher;
  publication: Publication;
  progress: (percent: number) => void;
  signal: AbortSignal;
};

/**
 * Publishes to one preset, once in effect: the intent is in the ledger before the platform is
 * touched, and what is already published is not done again. Returns the address.
 */
export const publishTarget =
  (deps: PublishTargetDeps) =>
  async (job: Job): Promise<string> => {
    const { targets, clock } = deps;
    const { key, publisher, publication } = job;
    await targets.announce(key, clock());
    const found = await targets.find(key);
    // Only its row knows what is still public of it, so what is being taken back goes first. The row
    // stays: a function of stages may delete none.
    if (found?.status === 'REMOVING') {
      await publisher.remove(found);
      await targets.reopen(found, clock());
    }
    const current = isPublished(found, publication.contentHash) ? found : undefined;
    const target = current ?? (await tryToPublish(deps, job));
    // Also for what was published already: the last attempt may have died right after its ledger entry.
    await publisher.settle(target);
    return target.url ?? '';
  };

async function tryToPublish(deps: PublishTargetDeps, job: Job): Promise<Target> {
  const { targets, clock } = deps;
  const { key, publication, publisher, progress, signal } = job;
  if (signal.aborted) throw new StageError('cancelled');
  const begun = await targets.begin(key, publication.contentHash, clock());
  if (!begun) throw superseded();
  /** With all that the platform told of this attempt, whether or not the ledger took it. */
  let made = begun;
  const remember = async (details: TargetDetails) => {
    made = { ...begun, details };
    if (!(await targets.remember(begun, details))) throw superseded();
  };
  try {
    const publishedAt = begun.publishedAt ?? clock();
    const attempt = { publication, target: begun, publishedAt, remember, progress, signal };
    const published = await publisher.publish(attempt);
    const now = clock();
    made = { ...begun, ...published, status: 'UPLOADED', updatedAt: now };
    if (!(await targets.complete(begun, published, now))) throw superseded();
    return made;
  } catch (error) {
    const { code, message } = signal.aborted ? new StageError('cancelled') : asStageError(error);
    await targets.fail(begun, { code, reason: message }, clock());
    await removeIfTakenBack(deps, job, made);
    throw error;
  }
}

/** Whoever took the subject back meanwhile may have seen nothing yet of what this attempt made. */
async function removeIfTakenBack({ targets }: PublishTargetDeps, job: Job, made: Target) {
  const row = await targets.find(job.key);
  if (!row || row.status === 'REMOVING') await job.publisher.remove(made);
}

const superseded = () =>
  new StageError('lost', { detail: 'Another attempt to publish took over.' });
