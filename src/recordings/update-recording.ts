import type { Clock } from '../kernel/clock.ts';
import { RECORDING_STATUSES } from '../pipelines/recording-status.ts';
import { noSuchRecording } from './load-recording.ts';
import type { RecordingChanges, Recordings } from './ports.ts';
import type { Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';

type Deps = { recordings: Pick<Recordings, 'change'>; clock: Clock };

/** Changes what a person may change of a recording, whatever it is doing. */
export const updateRecording =
  ({ recordings, clock }: Deps) =>
  async (key: RecordingKey, changes: Pick<RecordingChanges, 'displayName'>): Promise<Recording> => {
    const changed = await recordings.change(key, changes, { from: RECORDING_STATUSES }, clock());
    if (!changed) throw noSuchRecording();
    return changed;
  };
