import type { Mixdown } from '../../documents/mixdown.contract.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { type LeftOut, leaveOutTracks } from './leave-out-tracks.ts';
import type { OpenPorts, Packed } from './ports.ts';
import { refuseSource } from './refuse-beyond.ts';
import { type MediaFile, type Source, soundTracks } from './source.ts';

/** For the customer, where a file is partly unreadable and the rest was worth keeping. */
export const DAMAGED_NOTE =
  'Parts of the file are damaged; they were kept as far as they can be read.';

type Wanted = {
  audioIndex?: number | undefined;
  /** Its recorder began anew in the middle. */
  restarted?: boolean | undefined;
  /** Its sound tracks change their format on the way. */
  steady?: boolean | undefined;
  mixdown?: Mixdown | undefined;
};
export type Opened = MediaFile & {
  /** Sessions of the recorder now follow each other. */
  restarted: boolean;
  /** Something of it could not be packed anew. */
  damaged: boolean;
  /** Of sound that was decoded for it. */
  lostSeconds: number;
  /** A sound track changes its format on the way, and was copied as if it did not. */
  soundChanges: boolean;
  /** Sound tracks beyond a limit, which are not among those of the source. */
  leftOut: readonly LeftOut[];
};

/**
 * The original as the engine can work on it; what it is called and how large it is stays its own.
 * The sound is that of track `audioIndex`, where one has been chosen, or of a mixdown.
 */
export async function openOriginal(
  ports: OpenPorts,
  work: RecordingWork,
  path: string,
  { audioIndex, mixdown, ...wanted }: Wanted = {},
): Promise<Opened> {
  const steady = mixdown?.steady ?? wanted.steady;
  const opened = await openSteady(ports, work, path, { ...wanted, steady });
  if (mixdown) return openMixed(ports, opened, mixdown, packing(ports, work, path));
  const { audio, otherAudio } = opened.source;
  const chosen = otherAudio.find(({ index }) => index === audioIndex);
  return { ...opened, source: { ...opened.source, audio: chosen ?? audio } };
}

/** With an index and steady time stamps, packed anew where it has none. */
async function openSteady(
  ports: OpenPorts,
  work: RecordingWork,
  path: string,
  { restarted = false, steady = false }: Wanted,
): Promise<Opened> {
  const inspected = await ports.inspect(path, work);
  refuseSource(inspected);
  const { source, leftOut } = leaveOutTracks(inspected);
  const asItIs = { path, source, leftOut, restarted: false, ...WHOLE };
  const pack = packing(ports, work, path);
  const joined = restarted && (await pack(asItIs, 'packed', ports.joinSessions));
  const opened = joined ? { ...joined, restarted: true } : asItIs;
  if (steady) return (await pack(opened, 'steady', ports.steadySound)) ?? opened;
  if (joined || !source.needsRepack) return opened;
  return (await pack(opened, 'packed', ports.repack)) ?? opened;
}

/** The tracks of a mixdown as one; a single one as it is. */
async function openMixed(
  ports: OpenPorts,
  opened: Opened,
  mixdown: Mixdown,
  packed: ReturnType<typeof packing>,
): Promise<Opened> {
  const all = soundTracks(opened.source);
  const tracks = mixdown.tracks.map(({ number, channel }) => {
    const track = all.find(candidate => candidate.number === number);
    if (!track) throw new StageError('engine_failed', { detail: `no sound track ${number}` });
    return { track, channel };
  });
  const [first] = tracks;
  if (first && tracks.length === 1 && first.channel === null) {
    return { ...opened, source: { ...opened.source, audio: first.track } };
  }
  const mix: OpenPorts['repack'] = request => ports.mixSound({ ...request, tracks });
  return (await packed(opened, 'mixed', mix)) ?? opened;
}

const WHOLE = { damaged: false, lostSeconds: 0, soundChanges: false };

type Pack = (request: Parameters<OpenPorts['repack']>[0]) => Promise<Packed | undefined>;

/**
 * Packs an opened file anew, into another one beside the original. What was packed before goes: each
 * is as large as the original, which stays, since it may have to be opened in another way.
 */
const packing =
  (ports: OpenPorts, work: RecordingWork, original: string) =>
  async (opened: Opened, ending: string, pack: Pack): Promise<Opened | undefined> => {
    const { path, source, restarted } = opened;
    const target = `${original}.${ending}`;
    const made = await pack({ path, source, target, signal: work.signal });
    if (!made) return undefined;
    if (path !== original) await ports.discard([path]);
    const packed: Source = await ports.inspect(target, work);
    const { format, sizeBytes } = source;
    return {
      path: target,
      source: { ...numberedAs(source, packed), format, sizeBytes },
      restarted,
      leftOut: opened.leftOut,
      damaged: opened.damaged || made.damaged,
      lostSeconds: opened.lostSeconds + (made.lostSeconds ?? 0),
      soundChanges: made.soundChanges ?? false,
    };
  };

/** What is packed has the tracks of the source in their order, without those that were left out. */
function numberedAs(source: Source, packed: Source): Source {
  const numbers = soundTracks(source).map(({ number }) => number);
  const tracks = soundTracks(packed).map((track, at) => ({
    ...track,
    number: numbers[at] ?? track.number,
  }));
  const audio = tracks.find(({ index }) => index === packed.audio?.index) ?? null;
  return { ...packed, audio, otherAudio: tracks.filter(track => track !== audio) };
}
