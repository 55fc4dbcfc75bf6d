import { PublishedPage } from '../documents/page.contract.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import type { Publishers } from './ports.ts';
import { gatherPublication, type Publication } from './publication.ts';
import { type PublishTargetDeps, publishTarget } from './publish-target.ts';

export type PublishStageDeps = PublishTargetDeps & { publishers: Publishers };

/**
 * Publishes to all presets at once. Each has its own state: what one of them refuses does not
 * stop the others, and a retry repeats only what is missing.
 */
export const publishStage =
  (deps: PublishStageDeps): RecordingStage =>
  async work => {
    const publication = await gatherPublication(work);
    const presets = [...new Set(work.config.publish.presets)];
    const progress = sharedProgress(presets.length, work.progress);
    const results = await Promise.allSettled(
      presets.map((preset, index) => publishTo(deps, preset, publication, progress(index), work)),
    );
    const failed = results.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
    const urls = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
    const targets = presets.map((preset, index) => ({ preset, url: urls[index] ?? '' }));
    const watchUrl = await savePage(work, targets);
    return { facts: { targets: targets.length, ...(watchUrl && { watch_url: watchUrl }) } };
  };

async function publishTo(
  deps: PublishStageDeps,
  preset: string,
  publication: Publication,
  progress: (percent: number) => void,
  { signal }: RecordingWork,
) {
  const publisher = deps.publishers[preset];
  if (!publisher) throw new StageError('engine_failed', { detail: `No publisher ${preset}.` });
  const { workspaceId, recordingId } = publication;
  const key = { workspaceId, recordingId, preset };
  return publishTarget(deps)({ key, publisher, publication, progress, signal });
}

/** The mean of all presets, so that progress never jumps back. */
function sharedProgress(count: number, report: (percent: number) => void) {
  const percents = new Array<number>(count).fill(0);
  return (index: number) => (percent: number) => {
    percents[index] = Math.max(percents[index] ?? 0, percent);
    report(percents.reduce((sum, each) => sum + each, 0) / count);
  };
}

/** Holds stable addresses only: a stage that runs twice must save the same content twice. */
async function savePage(work: RecordingWork, targets: PublishedPage['targets']) {
  const watchUrl = targets.find(({ preset }) => preset === 'library')?.url ?? null;
  const page = PublishedPage.parse({ version: 1, watch_url: watchUrl, targets });
  const body = JSON.stringify(page);
  await work.save({ kind: 'page', fileName: 'page.json', contentType: 'application/json', body });
  return watchUrl;
}
