import type { RenderPorts } from '../../../media/ports.ts';
import { createReadLog } from '../read-log.ts';

type Levelled = Pick<Parameters<RenderPorts['remux']>[0], 'level' | 'onLoudness'>;

/** Reads from an engine's log how loud the sound came out, if it was brought to a level. */
export function loudnessIn({ level, onLoudness }: Levelled) {
  const log = createReadLog();
  const tellLoudness = () => {
    const lufs = log.loudness();
    if (lufs !== null) onLoudness?.(lufs);
  };
  return { onLogLine: level ? log.line : () => undefined, tellLoudness };
}
