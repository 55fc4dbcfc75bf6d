import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { AnalyzePorts } from '../ports.ts';
import type { Source } from './source.ts';

type Ports = Pick<AnalyzePorts, 'inspect' | 'repack' | 'joinSessions'>;
type Wanted = {
  audioIndex?: number | undefined;
  /** Its recorder began anew in the middle. */
  restarted?: boolean | undefined;
  onDamage?: () => void;
};
/** `restarted`: sessions of the recorder now follow each other. */
export type Opened = { path: string; source: Source; restarted: boolean };

/**
 * The original as the engine can work on it; what it is called and how large it is stays its own.
 * The sound is that of track `audioIndex`, where one has been chosen.
 */
export async function openOriginal(
  ports: Ports,
  work: RecordingWork,
  path: string,
  { audioIndex, restarted = false, onDamage = () => undefined }: Wanted = {},
): Promise<Opened> {
  const opened = await openSteady(ports, work, path, { restarted, onDamage });
  const { audio, otherAudio } = opened.source;
  const chosen = otherAudio.find(({ index }) => index === audioIndex);
  return { ...opened, source: { ...opened.source, audio: chosen ?? audio } };
}

/** With an index and steady time stamps, packed anew where it has none. */
async function openSteady(
  ports: Ports,
  work: RecordingWork,
  path: string,
  { restarted, onDamage }: { restarted: boolean; onDamage: () => void },
): Promise<Opened> {
  const source = await ports.inspect(path, work);
  const target = `${path}.packed`;
  const request = { path, source, target, signal: work.signal, onDamage };
  const joined = restarted && (await ports.joinSessions(request));
  if (!joined && !source.needsRepack) return { path, source, restarted: false };
  if (!joined) await ports.repack(request);
  const { format, sizeBytes } = source;
  const packed = { ...(await ports.inspect(target, work)), format, sizeBytes };
  return { path: target, source: packed, restarted: joined };
}
