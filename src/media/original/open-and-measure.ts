import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { AnalyzePorts } from '../ports.ts';
import { measureOriginal } from './measure-original.ts';
import { openOriginal } from './open-original.ts';

/**
 * Opens the original and measures it. That a recorder began anew in the middle may show only when
 * all has been read; then it is packed anew, on one clock, and read again.
 */
export async function openAndMeasure(
  ports: AnalyzePorts,
  work: RecordingWork,
  file: string,
  onDamage: () => void,
) {
  const restarted = await ports.tellsRestart(file);
  const opened = await openOriginal(ports, work, file, { restarted, onDamage });
  const found = await measureOriginal(ports, work, opened.path, opened.source);
  if (!found.jumpsBack || restarted) return { opened, found };
  const again = await openOriginal(ports, work, file, { restarted: true, onDamage });
  if (!again.restarted) return { opened, found };
  const silent = { ...work, progress: () => undefined };
  return { opened: again, found: await measureOriginal(ports, silent, again.path, again.source) };
}
