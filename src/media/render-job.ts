import type { StageWork } from '../pipeline/stage.ts';
import type { Level } from './loudness.ts';
import type { Source } from './source.ts';

/** One recording on its way to the finished file. */
export type RenderJob = {
  path: string;
  source: Source;
  work: StageWork;
  isVideo: boolean;
  onDamage: () => void;
  /** With one, sound is never copied. */
  level: Level | null;
  /** Told how loud the sound is that was brought to its level. */
  onLoudness: (lufs: number) => void;
};
