import type { StageWork } from '../pipeline/stage.ts';
import type { Source } from './source.ts';

/** One recording on its way to the finished file. */
export type RenderJob = {
  path: string;
  source: Source;
  work: StageWork;
  isVideo: boolean;
  onDamage: () => void;
};
