import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { measureOriginal } from './measure-original.ts';
import { openOriginal } from './open-original.ts';
import type { OriginalPorts } from './ports.ts';

/**
 * Opens the original and measures it. That a recorder began anew in the middle may show only when
 * all has been read; then it is packed anew, on one clock, and read again.
 */
export async function openAndMeasure(ports: OriginalPorts, work: RecordingWork, path: string) {
  const restarted = await ports.tellsRestart(path);
  const opened = await openOriginal(ports, work, path, { restarted });
  const found = await measureOriginal(ports, work, opened);
  if (!found.jumpsBack || restarted) return { opened, found };
  const again = await openOriginal(ports, work, path, { restarted: true });
  if (!again.restarted) return { opened, found };
  const silent = { ...work, progress: () => undefined };
  return { opened: again, found: await measureOriginal(ports, silent, again) };
}
