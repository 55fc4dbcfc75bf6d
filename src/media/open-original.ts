import type { StageWork } from '../pipeline/stage.ts';
import type { AnalyzePorts } from './ports.ts';
import type { Source } from './source.ts';

type Ports = Pick<AnalyzePorts, 'inspect' | 'repack'>;
type Wanted = { audioIndex?: number | undefined; onDamage?: () => void };
type Opened = { path: string; source: Source };

/**
 * The original as the engine can work on it; what it is called and how large it is stays its own.
 * The sound is that of track `audioIndex`, where one has been chosen.
 */
export async function openOriginal(
  ports: Ports,
  work: StageWork,
  path: string,
  { audioIndex, onDamage = () => undefined }: Wanted = {},
): Promise<Opened> {
  const opened = await openSteady(ports, work, path, onDamage);
  const { audio, otherAudio } = opened.source;
  const chosen = otherAudio.find(({ index }) => index === audioIndex);
  return { ...opened, source: { ...opened.source, audio: chosen ?? audio } };
}

/** With an index and steady time stamps, packed anew where it has none. */
async function openSteady(
  ports: Ports,
  work: StageWork,
  path: string,
  onDamage: () => void,
): Promise<Opened> {
  const source = await ports.inspect(path, work);
  if (!source.needsRepack) return { path, source };
  const target = `${path}.mkv`;
  await ports.repack({ path, source, target, signal: work.signal, onDamage });
  const { format, sizeBytes } = source;
  return { path: target, source: { ...(await ports.inspect(target, work)), format, sizeBytes } };
}
