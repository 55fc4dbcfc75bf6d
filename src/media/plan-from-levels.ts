import type { TrimConfig } from '../recordings/processing-config.contract.ts';
import type { EditList } from './edit.contract.ts';
import { frameGrid } from './frame-grid.ts';
import type { Curves } from './level-curve.ts';
import { keepAll, planCuts } from './plan-cuts.ts';
import type { Probe } from './probe.contract.ts';
import { findSoundIn } from './sound-activity.ts';

type Measured = {
  /** None without sound. */
  curves: Curves;
  sourceSeconds: number;
  probe: Pick<Probe, 'video' | 'audio'>;
  trim: TrimConfig;
};

/** The automatic list that `analyze` would make with these settings. */
export function planFromLevels({ curves, sourceSeconds, probe, trim }: Measured): EditList {
  if (!probe.audio) return keepAll(sourceSeconds);
  const { sound } = findSoundIn(curves, trim.silence_threshold);
  const grid = probe.video && frameGrid(probe.video);
  return planCuts({ sound, sourceSeconds, trim, grid });
}
