import type { Clock } from '../kernel/clock.ts';
import { asStageError } from '../pipeline/stages/as-stage-error.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { Publisher, Targets } from './ports.ts';
import type { Publication } from './publication.ts';
import { isPublished, type Target, type TargetKey } from './target.ts';

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
 * touched, and what already stands is not done again. Answers the address.
 */
export const publishTarget =
  (deps: PublishTargetDeps) =>
  async (job: Job): Promise<string> => {
    const { targets, clock } = deps;
    const { key, publisher, publication } = job;
    await targets.announce(key, clock());
    const found = await targets.find(key);
    const stands = isPublished(found, publication.contentHash) ? found : undefined;
    const target = stands ?? (await attempt(deps, job));
    // Also for what stood already: the last attempt may have died right after its ledger entry.
    await publisher.settle(target);
    return target.url ?? '';
  };

async function attempt({ targets, clock }: PublishTargetDeps, job: Job): Promise<Target> {
  const { key, publication, publisher, progress, signal } = job;
  if (signal.aborted) throw new StageError('cancelled');
  const target = await targets.begin(key, publication.contentHash, clock());
  if (!target) throw overtaken();
  try {
    const remember = async (details: Record<string, unknown>) => {
      if (!(await targets.remember(target, details))) throw overtaken();
    };
    const publishedAt = target.publishedAt ?? clock();
    const published = await publisher.publish({
      publication,
      target,
      publishedAt,
      remember,
      progress,
      signal,
    });
    return await commit({ targets, clock }, job, target, published);
  } catch (error) {
    const { code, message } = signal.aborted ? new StageError('cancelled') : asStageError(error);
    await targets.fail(target, { code, reason: message }, clock());
    throw error;
  }
}

async function commit(
  { targets, clock }: PublishTargetDeps,
  { key, publisher }: Job,
  target: Target,
  published: Awaited<ReturnType<Publisher['publish']>>,
): Promise<Target> {
  const now = clock();
  if (await targets.complete(target, published, now)) {
    return { ...target, ...published, status: 'UPLOADED', updatedAt: now };
  }
  // The recording was deleted meanwhile: what was just put on the platform must go with it.
  if (!(await targets.find(key))) await publisher.remove(key);
  throw overtaken();
}

const overtaken = () => new StageError('lost', { detail: 'Another attempt to publish took over.' });
