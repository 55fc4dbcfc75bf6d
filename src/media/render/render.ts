import type { RecordingStage, RecordingWork } from '../../pipelines/recording-work.ts';
import { DAMAGED_NOTE } from '../original/open-original.ts';
import { openRender, type RenderPorts } from './open-render.ts';
import { planFirstRun, planNextRun, requestParts } from './plan-run.ts';
import { plannedSeconds, planRender } from './render-plan.ts';
import { isShareMade, readPartPlan } from './shared/interim-parts.ts';
import { makeShare } from './shared/render-in-tasks.ts';
import type { MethodsFor } from './shared/share-parts.ts';
import { planSmartCut } from './smart/plan-smart-cut.ts';
import { type Accepted, tryMethods } from './try-methods.ts';

const NOT_SMART = { method: null, refused: [] };

/**
 * Makes the video by the edit list: copied where nothing changes, else cut to the frame. Tasks
 * share an encode of at least two times `taskSeconds`, as far as the workspace's plan allows.
 */
export const renderStage =
  (ports: RenderPorts, taskSeconds = Number.POSITIVE_INFINITY): RecordingStage =>
  async work => {
    const { interim, part } = work;
    if (part !== undefined && (await isShareMade(interim, part))) return {};
    const known = await readPartPlan(interim);
    const { render, note } = await openRender(ports, work);
    // A run that knows of parts comes after one that refused better methods than an encode.
    const smart = known ? NOT_SMART : await planSmartCut(render);
    const methodsFor: MethodsFor = cores =>
      planRender({ ...render, source: render.original.source, cores, smart: smart.method });
    if (part !== undefined) {
      await makeShare(render, { methodsFor, known, task: part });
      return {};
    }
    const limits = { mostTasks: work.maxTasks ?? 1, taskSeconds, cores: ports.cores };
    const run = known
      ? await planNextRun(methodsFor, ports.cores, known, interim)
      : planFirstRun(methodsFor, limits, smart.refused);
    const { accepted, refused } = await tryMethods(render, run);
    if (!accepted) return requestParts(interim, run, refused);
    await saveResult(work, accepted.path, render.probe.video !== null);
    const notes = [note, accepted.damaged && DAMAGED_NOTE].filter(Boolean).join(' ');
    return { facts: factsOf(accepted, refused), ...(notes && { note: notes }) };
  };

async function saveResult(work: RecordingWork, path: string, isVideo: boolean) {
  const file = isVideo
    ? { fileName: 'video.mp4', contentType: 'video/mp4' }
    : { fileName: 'audio.m4a', contentType: 'audio/mp4' };
  await work.save({ kind: 'video', ...file, path });
  work.progress(100);
}

const factsOf = ({ method, points, loudnessLufs }: Accepted, refused: readonly string[]) => ({
  method: method.kind,
  seconds: plannedSeconds(method),
  ...(method.kind === 'smart' && { copied_share: method.copiedFrames / method.frames }),
  ...(method.kind === 'encode' && method.tasks && { tasks: method.tasks }),
  ...(method.kind !== 'remux' && { checked_points: points }),
  ...(loudnessLufs !== null && { loudness_lufs: loudnessLufs }),
  // Why a better method was not good enough, for the operator.
  ...(refused.length > 0 && { refused: refused.join('; ') }),
});
