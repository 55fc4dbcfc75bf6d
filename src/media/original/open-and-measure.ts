import type { Mixdown } from '../../documents/mixdown.contract.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { type ChosenTracks, chooseTracks } from './choose-tracks.ts';
import { leaveOutMain, limitOfTrack } from './leave-out-tracks.ts';
import { type Found, measureOriginal, refuseNothing } from './measure-original.ts';
import { type Opened, openOriginal } from './open-original.ts';
import type { OriginalPorts } from './ports.ts';

const NOTES = {
  cancelled: 'The two channels of the sound cancel each other out; one of them was taken.',
  steady: 'The format of the sound changes on the way; all of it was brought to one.',
};

type Measured = { opened: Opened; found: Found };
/** `notes`: for the customer. */
type Settled = Measured & { mixdown?: Mixdown | undefined; notes: string[] };

/**
 * Opens the original and measures it. That a recorder began anew in the middle may show only when
 * all has been read; then it is packed anew, on one clock, and read again. So it is where its sound
 * is made of several tracks, of one channel, or changes its format on the way.
 */
export async function openAndMeasure(
  ports: OriginalPorts,
  work: RecordingWork,
  path: string,
): Promise<Settled> {
  const restarted = await ports.tellsRestart(path);
  const { opened, found } = await measure(ports, work, path, { restarted });
  const settled = await settle(ports, work, path, await onOneClock());
  refuseNothing(settled.found);
  return settled;

  async function onOneClock(): Promise<Measured> {
    if (!found.jumpsBack || restarted) return { opened, found };
    const again = await openOriginal(ports, work, path, { restarted: true });
    return again.restarted ? measureOpened(ports, work, again) : { opened, found };
  }
}

type Wanted = Parameters<typeof openOriginal>[3];

async function measure(ports: OriginalPorts, work: RecordingWork, path: string, wanted: Wanted) {
  const opened = await openOriginal(ports, work, path, wanted);
  return measureWithin(ports, work, opened);
}

/** Where its sound is beyond a limit in the middle, with the next track. */
async function measureWithin(
  ports: OriginalPorts,
  work: RecordingWork,
  opened: Opened,
): Promise<Measured> {
  try {
    return { opened, found: await measureOriginal(ports, work, opened) };
  } catch (error) {
    return measureWithin(ports, work, leaveOutMain(opened, limitOfTrack(error)));
  }
}

/** Once more: what has been told of progress stays. */
async function measureOpened(ports: OriginalPorts, work: RecordingWork, opened: Opened) {
  const silent = { ...work, progress: () => undefined };
  return measureWithin(ports, silent, opened);
}

async function settle(
  ports: OriginalPorts,
  work: RecordingWork,
  path: string,
  measured: Measured,
): Promise<Settled> {
  const { restarted } = measured.opened;
  const chosen = await chooseTracks(ports, work, measured.opened, measured.found);
  const changes = ({ tracks }: ChosenTracks) => tracks.some(({ found }) => found.soundChanges);
  if (!measured.opened.soundChanges && !changes(chosen)) {
    return mix(ports, work, path, { measured, chosen, steady: false });
  }
  const opened = await openOriginal(ports, work, path, { restarted, steady: true });
  const steady = await measureOpened(ports, work, opened);
  const again = await chooseTracks(ports, work, opened, steady.found);
  return mix(ports, work, path, { measured: steady, chosen: again, steady: true });
}

type Choice = { measured: Measured; chosen: ChosenTracks; steady: boolean };

/** The chosen tracks as one sound: a single one as it is. */
async function mix(
  ports: OriginalPorts,
  work: RecordingWork,
  path: string,
  { measured, chosen: { tracks, note }, steady }: Choice,
): Promise<Settled> {
  const { opened, found } = measured;
  const cancels = tracks.some(track => track.found.cancelled !== null);
  const notes = [note, cancels && NOTES.cancelled, steady && NOTES.steady].filter(x => x !== false);
  const mixdown = {
    steady,
    tracks: tracks.map(track => ({ number: track.number, channel: track.found.cancelled })),
  };
  if (tracks.length === 1 && !cancels) {
    return {
      opened,
      found: tracks[0]?.found ?? found,
      notes,
      ...(steady && { mixdown }),
    };
  }
  const { restarted } = opened;
  const mixed = await openOriginal(ports, work, path, { restarted, mixdown });
  return { ...(await measureOpened(ports, work, mixed)), mixdown, notes };
}
