import type { StageWork } from '../pipeline/stage.ts';
import type { AnalyzePorts } from './ports.ts';
import type { Source } from './source.ts';

type Ports = Pick<AnalyzePorts, 'inspect' | 'repack'>;
type Opened = { path: string; source: Source };

/** The original as the engine can work on it; what it is called and how large it is stays its own. */
export async function openOriginal(ports: Ports, work: StageWork, path: string): Promise<Opened> {
  const source = await ports.inspect(path, work);
  if (!source.needsRepack) return { path, source };
  const target = `${path}.mkv`;
  await ports.repack({ path, source, target, signal: work.signal });
  const { format, sizeBytes } = source;
  return { path: target, source: { ...(await ports.inspect(target, work)), format, sizeBytes } };
}
