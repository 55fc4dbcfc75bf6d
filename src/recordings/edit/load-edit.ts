import type { z } from 'zod';
import { effectiveConfig } from '../../config/effective.ts';
import type { TrimConfig } from '../../config/processing-config.contract.ts';
import type { ArtifactKind } from '../../documents/artifact-kinds.ts';
import { EditList } from '../../documents/edit.contract.ts';
import { Probe } from '../../documents/probe.contract.ts';
import { Transcript } from '../../documents/transcript.contract.ts';
import { AppError } from '../../kernel/errors.ts';
import {
  AUTOMATIC,
  EditVersion,
  newestChange,
  versionVariant,
} from '../../media/edit/edit-version.ts';
import { mergedEdit } from '../../media/edit/manual-edit.ts';
import { protectWords, spokenRanges } from '../../media/edit/protect-words.ts';
import { type Curves, decodeLevels } from '../../media/sound/level-curve.ts';
import type { Artifact } from '../../pipeline/artifact.ts';
import type { Artifacts, Files, Stages } from '../../pipeline/ports.ts';
import { validArtifacts } from '../../pipeline/stages/valid-artifacts.ts';
import { type LayerDeps, recordingLayers } from '../config/layers.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';

export type LoadDeps = LayerDeps & {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  files: Pick<Files, 'read'>;
};

/** The current edit list of a recording, with all that a change or a preview works on. */
export const loadEdit = (deps: LoadDeps) => async (key: RecordingKey) => {
  const { recordings, stages, artifacts, files } = deps;
  const { workspaceId } = key;
  const subject = recordingSubject(key);
  const [recording, states, stored] = await Promise.all([
    loadRecording(recordings, key),
    stages.list(subject),
    artifacts.list(subject),
  ]);
  const valid = validArtifacts(stored, states);
  const find = (kind: ArtifactKind, variant = '') =>
    valid.find(artifact => artifact.kind === kind && artifact.variant === variant);
  const [automaticFile, probeFile] = [find('automatic_edit'), find('probe')];
  if (!automaticFile || !probeFile) {
    throw new AppError('conflict', 'The recording is not analyzed yet: process it first.');
  }
  const newest = newestChange(valid);
  const [layers, measured, probe, head] = await Promise.all([
    recordingLayers(deps, recording),
    json(automaticFile, EditList),
    json(probeFile, Probe),
    newest ? json(newest, EditVersion) : AUTOMATIC,
  ]);
  const { trim } = effectiveConfig(layers).config;
  const automatic = await protectSpoken(measured, trim);
  return {
    recording,
    trim,
    automatic,
    protectSpoken,
    probe,
    head,
    headKey: newest?.key,
    edit: mergedEdit(automatic, head.cuts, probe),
    waveformKey: head.waveform_key ?? find('waveform')?.key,
    appliedVersion: states.find(({ stage }) => stage === 'edit')?.facts?.version,
    versionOf,
    curves,
  };

  /** The list with cuts that keep off words of an earlier transcript, if the settings say so. */
  async function protectSpoken(edit: EditList, { spare_words }: TrimConfig) {
    const file = spare_words ? find('transcript') : undefined;
    return file ? protectWords(edit, spokenRanges(await json(file, Transcript)), probe) : edit;
  }

  async function json<Schema extends z.ZodType>(file: Artifact, schema: Schema) {
    const bytes = await files.read(workspaceId, file.key);
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }

  async function versionOf(number: number): Promise<EditVersion> {
    if (number === AUTOMATIC.number) return AUTOMATIC;
    const file = find('manual_edit', versionVariant(number));
    if (!file) throw new Error(`Version ${number} of the edit has no file.`);
    return json(file, EditVersion);
  }

  /** Empty where there is no sound. */
  async function curves(): Promise<Curves> {
    const file = find('levels');
    return decodeLevels(file ? await files.read(workspaceId, file.key) : new Uint8Array());
  }
};

export type LoadedEdit = Awaited<ReturnType<ReturnType<typeof loadEdit>>>;
