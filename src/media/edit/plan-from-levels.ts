import type { TrimConfig } from '../../config/processing-config.contract.ts';
import type { EditList } from '../../documents/edit.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';
import type { Curves } from '../sound/level-curve.ts';
import { findSoundIn } from '../sound/sound-activity.ts';
import { frameGrid } from '../timeline/frame-grid.ts';
import { keepAll, planCuts } from './plan-cuts.ts';

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
