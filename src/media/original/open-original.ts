import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { OpenPorts } from './ports.ts';
import type { MediaFile } from './source.ts';

/** For the customer, where a file is partly unreadable and the rest was worth keeping. */
export const DAMAGED_NOTE =
  'Parts of the file are damaged; they were kept as far as they can be read.';

type Wanted = {
  audioIndex?: number | undefined;
  /** Its recorder began anew in the middle. */
  restarted?: boolean | undefined;
};
export type Opened = MediaFile & {
  /** Sessions of the recorder now follow each other. */
  restarted: boolean;
  /** Something of it could not be packed anew. */
  damaged: boolean;
};

/**
 * The original as the engine can work on it; what it is called and how large it is stays its own.
 * The sound is that of track `audioIndex`, where one has been chosen.
 */
export async function openOriginal(
  ports: OpenPorts,
  work: RecordingWork,
  path: string,
  { audioIndex, restarted = false }: Wanted = {},
): Promise<Opened> {
  const opened = await openSteady(ports, work, path, restarted);
  const { audio, otherAudio } = opened.source;
  const chosen = otherAudio.find(({ index }) => index === audioIndex);
  return { ...opened, source: { ...opened.source, audio: chosen ?? audio } };
}

/** With an index and steady time stamps, packed anew where it has none. */
async function openSteady(
  ports: OpenPorts,
  work: RecordingWork,
  path: string,
  restarted: boolean,
): Promise<Opened> {
  const source = await ports.inspect(path, work);
  const target = `${path}.packed`;
  const request = { path, source, target, signal: work.signal };
  const joined = restarted ? await ports.joinSessions(request) : undefined;
  if (!joined && !source.needsRepack) return { path, source, restarted: false, damaged: false };
  const { damaged } = joined ?? (await ports.repack(request));
  const { format, sizeBytes } = source;
  const packed = { ...(await ports.inspect(target, work)), format, sizeBytes };
  return { path: target, source: packed, restarted: joined !== undefined, damaged };
}
