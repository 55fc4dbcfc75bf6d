import { EditList } from '../../documents/edit.contract.ts';
import { Probe } from '../../documents/probe.contract.ts';
import { findArtifact, type Stage, type StageWork } from '../../pipeline/stages/stage.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { DAMAGED_NOTE } from '../original/damaged.ts';
import { openOriginal } from '../original/open-original.ts';
import type { RenderPorts } from '../ports.ts';
import { levelOf } from './loudness.ts';
import { askTasks, firstCourse, nextCourse } from './plan-run.ts';
import { plannedSeconds, planRender } from './render-plan.ts';
import { askedLook } from './requested-look.ts';
import { isShareMade, readPartPlan } from './shared/interim-parts.ts';
import { makeShare } from './shared/render-in-tasks.ts';
import type { Ways } from './shared/share-parts.ts';
import { planSmartCut } from './smart/plan-smart-cut.ts';
import { firstThatHolds, type Held } from './try-methods.ts';

const NOT_SMART = { method: null, refused: [] };

/**
 * Makes the video by the edit list: copied where nothing changes, else cut to the frame. An encode
 * of at least two times `taskSeconds` is shared by tasks, as far as the workspace's plan allows.
 */
export const renderStage =
  (ports: RenderPorts, taskSeconds = Number.POSITIVE_INFINITY): Stage =>
  async work => {
    const { interim, part } = work;
    if (part !== undefined && (await isShareMade(interim, part))) return {};
    const known = await readPartPlan(interim);
    const { probe, edit, original } = await inputs(work);
    const file = `${work.scratch}/original`;
    await work.download(original, file);
    work.progress(5);
    const { path, source } = await openAsAnalyzed(ports, work, file, probe);
    const notes = new Set<string>();
    const onDamage = () => notes.add(DAMAGED_NOTE);
    const level = probe.audio && levelOf(probe, work.config.sound.loudness);
    const loudness: { lufs?: number } = {};
    const onLoudness = (lufs: number) => {
      loudness.lufs = lufs;
    };
    const isVideo = probe.video !== null;
    const job = { path, source, work, isVideo, onDamage, level, onLoudness };
    const look = await askedLook(work, probe, notes);
    // Once tasks were asked for an encode, better ways have been refused.
    const smart = known ? NOT_SMART : await planSmartCut(ports, job, { probe, edit, look });
    const ways: Ways = cores =>
      planRender({ source, probe, edit, cores, look, level, smart: smart.method });
    if (part !== undefined) {
      await makeShare(ports, job, { ways, known, task: part });
      return {};
    }
    const limits = { mostTasks: work.maxTasks ?? 1, taskSeconds, cores: ports.cores };
    const course = known
      ? await nextCourse(ways, ports.cores, known, interim)
      : firstCourse(ways, limits, smart.refused);
    const { result, faults } = await firstThatHolds(ports, job, course);
    if (!result) return askTasks(interim, course, faults);
    await saveResult(work, result.target, isVideo);
    const facts = factsOf(result, faults, loudness.lufs);
    const note = [...notes].join(' ');
    return { facts, ...(note && { note }) };
  };

async function inputs(work: StageWork) {
  const original = findArtifact(work, 'original');
  const probe = await work.readJson('probe', Probe);
  const edit = await work.readJson('edit', EditList);
  if (!original || !probe || !edit) {
    throw new StageError('missing_input', { detail: 'original, probe or edit is not there' });
  }
  return { original, probe, edit };
}

/** On the clock that the edit list is on. */
async function openAsAnalyzed(ports: RenderPorts, work: StageWork, file: string, probe: Probe) {
  const { audio, restarted } = probe;
  const opened = await openOriginal(ports, work, file, { audioIndex: audio?.index, restarted });
  if (restarted && !opened.restarted) {
    throw new StageError('engine_failed', { detail: 'its sessions do not follow each other' });
  }
  return opened;
}

async function saveResult(work: StageWork, path: string, isVideo: boolean) {
  const file = isVideo
    ? { fileName: 'video.mp4', contentType: 'video/mp4' }
    : { fileName: 'audio.m4a', contentType: 'audio/mp4' };
  await work.save({ kind: 'video', ...file, path });
  work.progress(100);
}

const factsOf = ({ method, points }: Held, faults: readonly string[], lufs?: number) => ({
  method: method.kind,
  seconds: plannedSeconds(method),
  ...(method.kind === 'smart' && { copied_share: method.copiedFrames / method.frames }),
  ...(method.kind === 'encode' && method.tasks && { tasks: method.tasks }),
  ...(method.kind !== 'remux' && { checked_points: points }),
  ...(lufs !== undefined && { loudness_lufs: lufs }),
  // Why a better way was not good enough, for the operator.
  ...(faults.length > 0 && { refused: faults.join('; ') }),
});
