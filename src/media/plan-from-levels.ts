import type { TrimConfig } from '../recordings/processing-config.contract.ts';
import type { EditList } from './edit.contract.ts';
import { frameGrid } from './frame-grid.ts';
import { keepAll, planCuts } from './plan-cuts.ts';
import type { Probe } from './probe.contract.ts';
import { findSoundIn } from './sound-activity.ts';

type Measured = {
  /** Smoothed level per 10 ms in dBFS; none without sound. */
  levels: Float32Array;
  sourceSeconds: number;
  probe: Pick<Probe, 'video' | 'audio'>;
  trim: TrimConfig;
};

/** The automatic list that `analyze` would make with these settings. */
export function planFromLevels({ levels, sourceSeconds, probe, trim }: Measured): EditList {
  if (!probe.audio) return keepAll(sourceSeconds);
  const { sound } = findSoundIn(levels, trim.silence_threshold);
  const grid = probe.video && frameGrid(probe.video);
  return planCuts({ sound, sourceSeconds, trim, grid });
}
