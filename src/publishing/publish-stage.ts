import { PublishedPage } from '../documents/page.contract.ts';
import { isId } from '../kernel/ids.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import type { ChoosePosterDeps } from './choose-poster.ts';
import { type OpenPresetDeps, openPublisher } from './open-preset.ts';
import type { Preset } from './preset.ts';
import { gatherPublication, type Publication } from './publication.ts';
import { type PublishTargetDeps, publishTarget } from './publish-target.ts';

export type PublishStageDeps = PublishTargetDeps & OpenPresetDeps & ChoosePosterDeps;

/**
 * Publishes to all presets at once. Each has its own state: what one of them refuses does not
 * stop the others, and a retry repeats only what is missing. What is switched off or gone is left
 * out with a note.
 */
export const publishStage =
  (deps: PublishStageDeps): RecordingStage =>
  async work => {
    const publication = await gatherPublication(work, deps);
    const { active, leftOut } = await usablePresets(deps, work);
    const progress = sharedProgress(active.length, work.progress);
    const results = await Promise.allSettled(
      active.map((preset, index) => publishTo(deps, preset, publication, progress(index), work)),
    );
    const failed = results.find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
    const places = results.flatMap(result => (result.status === 'fulfilled' ? result.value : []));
    const watchUrl = places.find(({ hostsPage }) => hostsPage)?.url;
    // A result without its file is not used again: switched on, a preset is published to next time.
    if (leftOut.length === 0) await savePage(work, places, watchUrl);
    return {
      ...(leftOut.length > 0 && { note: noteOf(leftOut) }),
      facts: { targets: places.length, ...(watchUrl && { watch_url: watchUrl }) },
    };
  };

const noteOf = (leftOut: readonly string[]) =>
  `Not published to ${leftOut.join(', ')}: switched off, or no longer there.`;

async function usablePresets({ presets }: PublishStageDeps, { subject, config }: RecordingWork) {
  const ids = [...new Set(config.publish.presets)];
  const found = await Promise.all(ids.map(id => presets.find(subject.workspaceId, id)));
  const missing = ids.find((id, index) => !found[index] && !isId('preset', id));
  if (missing) throw new StageError('engine_failed', { detail: `No preset ${missing}.` });
  const active = found.flatMap(preset => (preset?.isActive ? [preset] : []));
  const leftOut = ids.filter(id => !active.some(preset => preset.id === id));
  return { active, leftOut };
}

/** Where people find it now. */
type Place = { presetId: string; url: string; hostsPage: boolean };

async function publishTo(
  deps: PublishStageDeps,
  preset: Preset,
  publication: Publication,
  progress: (percent: number) => void,
  { signal }: RecordingWork,
): Promise<Place> {
  const { publisher, hostsPage } = await openPublisher(deps, preset);
  const key = { subject: publication.subject, presetId: preset.id };
  const url = await publishTarget(deps)({ key, publisher, publication, progress, signal });
  return { presetId: preset.id, url, hostsPage };
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
async function savePage(
  work: RecordingWork,
  places: readonly Place[],
  watchUrl: string | undefined,
) {
  const targets = places.map(({ presetId, url }) => ({ preset: presetId, url }));
  const page = PublishedPage.parse({ version: 1, watch_url: watchUrl ?? null, targets });
  await work.saveJson('page', 'page.json', page);
}
