import type { StageWork } from '../../pipeline/stages/stage.ts';
import type { Source } from '../original/source.ts';
import type { Level } from './loudness.ts';

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
