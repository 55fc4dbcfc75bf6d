import type { SpeechFile } from './batch/plan-files.ts';
import type { ClipOf } from './fetch-clips.ts';
import type { LikelyLanguage, SpeechEngine } from './ports.ts';

type Detection = {
  engine: SpeechEngine;
  files: readonly SpeechFile[];
  clipOf: ClipOf;
  signal: AbortSignal;
};

/** In the first minute people greet, joke and test their microphone; in three they speak. */
const FIRST_SECONDS = 180;

/** What the first minutes are in, where the engine can tell before it writes. */
export async function detectLanguage({
  engine,
  files,
  clipOf,
  signal,
}: Detection): Promise<LikelyLanguage | undefined> {
  if (!engine.detectLanguage) return undefined;
  const clips = [];
  for (const file of firstOf(files)) clips.push(await clipOf(file));
  return engine.detectLanguage(clips, signal);
}

function firstOf(files: readonly SpeechFile[]): SpeechFile[] {
  let before = 0;
  return files.filter(({ seconds }) => {
    const isFirst = before < FIRST_SECONDS;
    before += seconds;
    return isFirst;
  });
}
