import { PublishedPage } from '../documents/page.contract.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import { type OpenPmailedTokenDeps, openPreset } from './open-preset.ts';
import { gatherPublication, type Publication } from './publication.ts';
import { type PublishTargetDeps, publishTarget } from './publish-target.ts';

export type PublishStageDeps = PublishTargetDeps & OpenPmailedTokenDeps;

/**
 * Publishes to all presets at once. Each has its own state: what one of them refuses does not
 * stop the others, and a retry repeats only what is missing.
 */
export const publishStage =
  (deps: PublishStageDeps): RecordingStage =>
  async work => {
    const publication = await gatherPublication(work);
    const presetIds = [...new Set(work.config.publish.presets)];
    const progress = sharedProgress(presetIds.length, work.progress);
    const results = await Promise.allSettled(
      presetIds.map((id, index) => publishTo(deps, id, publication, progress(index), work)),
    );
    const failed = results.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
    const places = results.flatMap(result => (result.status === 'fulfilled' ? result.value : []));
    const watchUrl = await savePage(work, places);
    return { facts: { targets: places.length, ...(watchUrl && { watch_url: watchUrl }) } };
  };

/** Where people find it now. */
type Place = { presetId: string; url: string; hostsPage: boolean };

async function publishTo(
  deps: PublishStageDeps,
  presetId: string,
  publication: Publication,
  progress: (percent: number) => void,
  { signal }: RecordingWork,
): Promise<Place> {
  const { subject } = publication;
  const { publisher, hostsPage } = await openPreset(deps)(subject.workspaceId, presetId);
  const key = { subject, presetId };
  const url = await publishTarget(deps)({ key, publisher, publication, progress, signal });
  return { presetId, url, hostsPage };
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
async function savePage(work: RecordingWork, places: readonly Place[]) {
  const watchUrl = places.find(({ hostsPage }) => hostsPage)?.url ?? null;
  const targets = places.map(({ presetId, url }) => ({ preset: presetId, url }));
  const page = PublishedPage.parse({ version: 1, watch_url: watchUrl, targets });
  await work.saveJson('page', 'page.json', page);
  return watchUrl;
}
