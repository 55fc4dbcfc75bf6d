import { join } from 'node:path';
import type { Range } from '../documents/ranges.ts';
import { needArtifact } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';
import { soundInFile } from './batch/place-words.ts';
import type { SpeechFile } from './batch/plan-files.ts';
import type { SpeechClip, SpeechEngine } from './ports.ts';

/** Gets the sound of a file's chunks to this machine, as one clip; once, however often it is asked. */
export type ClipOf = (file: SpeechFile) => Promise<SpeechClip>;

type Part = SpeechFile['parts'][number] & { path: string };
type Needs = { engine: SpeechEngine; sound: readonly Range[] | undefined; signal: AbortSignal };

export function fetchClips(work: RecordingWork, { engine, sound, signal }: Needs): ClipOf {
  const fetched = new Map<string, Promise<SpeechClip>>();
  const fetchClip = async (file: SpeechFile): Promise<SpeechClip> => {
    const parts = [];
    for (const part of file.parts) {
      const path = join(work.scratch, part.name);
      await work.download(needArtifact(work, 'speech_audio', part.name), path);
      parts.push({ ...part, path });
    }
    const clip = { ...(await asOne(file, parts)), durationSeconds: file.seconds };
    return sound ? { ...clip, sound: soundInFile(sound, file.pieces) } : clip;
  };
  const asOne = async (file: SpeechFile, parts: readonly Part[]) => {
    const [only, ...more] = parts;
    if (only && more.length === 0) return { path: only.path, name: only.name };
    const name = `joined-${file.name}.flac`;
    const target = join(work.scratch, name);
    await engine.joins?.join({ parts, target, signal });
    return { path: target, name };
  };
  return file => {
    const clip = fetched.get(file.name) ?? fetchClip(file);
    fetched.set(file.name, clip);
    return clip;
  };
}
