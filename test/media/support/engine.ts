import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import { EditList } from '#src/documents/edit.contract.ts';
import { Probe } from '#src/documents/probe.contract.ts';
import { SpeechAudio } from '#src/documents/speech-audio.contract.ts';
import { analyzeStage } from '#src/media/analyze/analyze.ts';
import { editStage } from '#src/media/edit/edit-stage.ts';
import { renderStage } from '#src/media/render/render.ts';
import { recordingIn } from './stage-work.ts';

export const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', cores: 2 });
export const analyze = analyzeStage(engine);
export const render = renderStage(engine);

/** A folder of this test file's own, gone afterwards. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'castline-media-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Recording = ReturnType<typeof recordingIn>;

/** All that a render needs. */
export async function prepare(recording: Recording) {
  await analyze(recording.work());
  await editStage()(recording.work());
}

/** Analyzes a file and hands over what was made of it. */
export async function analyzed(folder: string, path: string, trim = {}, config = {}) {
  const recording = recordingIn(mkdtempSync(join(folder, 'recording-')), path);
  const outcome = await analyze(recording.work({ trim, config }));
  await editStage()(recording.work());
  const probe = Probe.parse(recording.json('probe'));
  const edit = EditList.parse(recording.json('edit'));
  const speech = SpeechAudio.parse(recording.json('speech'));
  return { recording, outcome, probe, edit, speech };
}

/** Analyzes and renders a file. */
export async function rendered(folder: string, path: string, trim = {}, config = {}) {
  const made = await analyzed(folder, path, trim, config);
  const { facts, note } = await render(made.recording.work({ config }));
  const video = made.recording.pathOf('video');
  const output = await engine.inspectOutput(video, { signal: new AbortController().signal });
  return { ...made, video, output, facts, renderNote: note };
}
