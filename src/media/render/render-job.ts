import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { Source } from '../original/source.ts';
import type { Level } from './loudness.ts';

/** One recording on its way to the finished file. */
export type RenderJob = {
  path: string;
  source: Source;
  work: RecordingWork;
  isVideo: boolean;
  onDamage: () => void;
  /** With one, sound is never copied. */
  level: Level | null;
  /** Told how loud the sound is that was brought to its level. */
  onLoudness: (lufs: number) => void;
};
