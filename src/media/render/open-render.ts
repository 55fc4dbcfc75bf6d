import { EditList } from '../../documents/edit.contract.ts';
import { Probe } from '../../documents/probe.contract.ts';
import { needArtifact } from '../../pipeline/stages/stage.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { openOriginal } from '../original/open-original.ts';
import type { OpenPorts } from '../original/ports.ts';
import type { MediaFile, Source } from '../original/source.ts';
import type { Look } from './look.ts';
import { type Level, levelOf } from './loudness.ts';
import type { CheckPorts } from './ports/check.ts';
import type { EncodePorts } from './ports/encode.ts';
import type { SmartPorts } from './ports/smart.ts';
import { requestedLook } from './requested-look.ts';

export type RenderPorts = OpenPorts & EncodePorts & SmartPorts & CheckPorts;

/** One recording on its way to the finished file, and all that decides what becomes of it. */
export type Render = {
  ports: RenderPorts;
  work: RecordingWork;
  original: MediaFile;
  probe: Probe;
  edit: EditList;
  /** With one, the picture is encoded. */
  look: Look | null;
  /** With one, the sound is encoded. */
  level: Level | null;
};

/** Fetches and opens the original; `note` tells the customer what was asked for and cannot be. */
export async function openRender(ports: RenderPorts, work: RecordingWork) {
  const original = needArtifact(work, 'original');
  const probe = await work.needJson('probe', Probe);
  const edit = await work.needJson('edit', EditList);
  const file = `${work.scratch}/original`;
  await work.download(original, file);
  work.progress(5);
  const { path, source: opened } = await openAsAnalyzed(ports, work, file, probe);
  // Packed anew it is opened in no other way.
  await ports.keepOnly(work.scratch, [path]);
  const source = atSteadySize(opened, probe);
  const level = probe.audio && levelOf(probe, work.config.sound.loudness);
  const { look, note } = await requestedLook(work, probe);
  const render: Render = { ports, work, original: { path, source }, probe, edit, look, level };
  return { render, note };
}

/** On the clock that the edit list is on. */
async function openAsAnalyzed(ports: OpenPorts, work: RecordingWork, file: string, probe: Probe) {
  const { audio, restarted, mixdown } = probe;
  const wanted = { audioIndex: audio?.index, restarted, mixdown };
  const opened = await openOriginal(ports, work, file, wanted);
  if (restarted && !opened.restarted) {
    throw new StageError('engine_failed', { detail: 'its sessions do not follow each other' });
  }
  return opened;
}

/** Its picture in the size that it is brought to, where that changes on the way. */
function atSteadySize(source: Source, { video }: Probe): Source {
  if (!source.video || !video?.changes_size) return source;
  const { width, height } = video;
  const fitted = { width, height, pixelAspect: '1:1', changesSize: true };
  return { ...source, video: { ...source.video, ...fitted } };
}
