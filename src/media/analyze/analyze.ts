import type { EditList } from '../../documents/edit.contract.ts';
import type { Artifact } from '../../pipeline/artifact.ts';
import { needArtifact, type StageOutcome } from '../../pipeline/stages/stage.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../../pipelines/recording-work.ts';
import { keepAll, planCuts } from '../edit/plan-cuts.ts';
import { drawWaveform } from '../edit/waveform.ts';
import type { Found } from '../original/measure-original.ts';
import { openAndMeasure } from '../original/open-and-measure.ts';
import { DAMAGED_NOTE } from '../original/open-original.ts';
import type { OriginalPorts } from '../original/ports.ts';
import { refuseContent, SNIFF_BYTES } from '../original/refuse-content.ts';
import { probeOf } from '../original/source.ts';
import { encodeLevels } from '../sound/level-curve.ts';
import type { SpeechPorts } from '../sound/ports.ts';
import { saveSpeech } from '../sound/save-speech.ts';
import type { StillsPorts } from '../stills/ports.ts';
import { saveSprite } from '../stills/save-sprite.ts';
import { saveThumbnails } from '../stills/save-thumbnails.ts';
import { frameGrid } from '../timeline/frame-grid.ts';

const NOTES = {
  noAudio: 'The recording has no sound; nothing was cut.',
  changesSize: ({ width, height }: { width: number; height: number }) =>
    `The picture changes its size on the way; all of it is shown in ${width}×${height}.`,
  noSound: 'No sound above the noise floor was found; nothing was cut.',
  lost: (seconds: number) =>
    `About ${seconds.toFixed(1)} s of the sound could not be decoded and is silent.`,
};

export type AnalyzePorts = OriginalPorts & SpeechPorts & StillsPorts;

/** Reads the original once: what it is, where its sound is, and what is to be cut. */
export const analyzeStage =
  (ports: AnalyzePorts): RecordingStage =>
  async work => {
    const original = needArtifact(work, 'original');
    const file = await fetchOriginal(ports, work, original);
    work.progress(10);
    const { opened, found, mixdown, notes } = await openAndMeasure(ports, work, file);
    const { source, restarted } = opened;
    // All has been read: only raw sound and pictures are still worked on.
    await ports.keepOnly(work.scratch, [found.pcmPath ?? [], found.stills.map(pathOf)].flat(2));
    work.progress(85);
    const probe = probeOf(found.source, { ...found, restarted, mixdown });
    const { sourceSeconds, sound } = found;
    const grid = probe.video && frameGrid(probe.video);
    const plan = { sound, sourceSeconds, trim: work.config.trim, grid };
    const edit = found.hasAudio ? planCuts(plan) : keepAll(sourceSeconds);
    await saveSpeech(ports, work, found);
    await saveThumbnails(work, found.stills, edit);
    await saveSprite(ports, work, { ...found, video: source.video });
    await work.saveJson('probe', 'probe.json', probe);
    await saveEdit(work, found, edit);
    work.progress(100);
    const damaged = opened.damaged || found.damaged;
    const lostSeconds = opened.lostSeconds + found.lostSeconds;
    return outcome({ ...found, damaged, lostSeconds }, notes, edit.cuts.length);
  };

const pathOf = ({ path }: { path: string }) => path;

async function fetchOriginal(ports: AnalyzePorts, work: RecordingWork, original: Artifact) {
  if (original.size_bytes === 0) throw new StageError('empty_file');
  const path = `${work.scratch}/original`;
  await work.download(original, path);
  refuseContent(await ports.readHead(path, SNIFF_BYTES), original.size_bytes);
  return path;
}

/** The list, its picture, and the curves that a list with other settings can be planned from. */
async function saveEdit(
  work: RecordingWork,
  { levels, voice, noiseFloorDbfs }: Found,
  edit: EditList,
) {
  await work.saveJson('automatic_edit', 'automatic-edit.json', edit);
  await work.save({
    kind: 'levels',
    fileName: 'levels.bin',
    contentType: 'application/octet-stream',
    body: encodeLevels(levels, voice),
  });
  await work.save({
    kind: 'waveform',
    fileName: 'waveform.svg',
    contentType: 'image/svg+xml',
    body: drawWaveform({ levels, edit, noiseFloorDbfs }),
  });
}

function outcome(found: Found, notes: readonly string[], cuts: number): StageOutcome {
  const benign = !found.hasAudio ? NOTES.noAudio : found.sound.length === 0 ? NOTES.noSound : '';
  const lost = found.lostSeconds > 0 && NOTES.lost(found.lostSeconds);
  const size = found.steadySize && NOTES.changesSize(found.steadySize);
  const damaged = found.damaged && DAMAGED_NOTE;
  const note = [benign, ...notes, size, damaged, lost].filter(Boolean).join(' ');
  const facts = { source_seconds: found.sourceSeconds, cuts };
  return { facts, ...(note && { note }) };
}
