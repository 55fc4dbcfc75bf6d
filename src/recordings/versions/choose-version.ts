import { AppError } from '../../kernel/errors.ts';
import type { Stages } from '../../pipeline/ports.ts';
import type { StageState } from '../../pipeline/stages/stage-state.ts';
import type { StageVersion, Versions } from '../../pipeline/stages/stage-version.ts';
import type { StageName } from '../../pipelines/recording.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';

export type ChooseDeps = {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  versions: Pick<Versions, 'list' | 'choose'>;
};

/**
 * Makes an earlier version the current result, until what goes into the stage changes. What
 * was made from the other one is made anew by the next run.
 */
export const chooseVersion =
  ({ recordings, stages, versions }: ChooseDeps) =>
  async (key: RecordingKey, stage: StageName, number: number): Promise<void> => {
    const subject = recordingSubject(key);
    const [states, made] = await Promise.all([
      stages.list(subject),
      versions.list(subject, stage),
      loadRecording(recordings, key),
    ]);
    const version = made.find(candidate => candidate.number === number);
    if (!version) throw new AppError('not_found', 'No such version.');
    const state = states.find(candidate => candidate.stage === stage);
    if (!state?.madeFingerprint) {
      throw new AppError('conflict', 'No version is in use: process the recording first.');
    }
    if (await versions.choose(state, chosenState(state, version))) return;
    throw new AppError('conflict', 'The recording is being processed: wait, or cancel the run.');
  };

/** The row without a choice names what the settings ask for; a choice remembers that. */
function chosenState(state: StageState, { fingerprint, note, facts }: StageVersion): StageState {
  const wanted = state.chosenFor ?? state.madeFingerprint;
  const chosenFor = wanted === fingerprint ? undefined : wanted;
  return { ...state, madeFingerprint: fingerprint, chosenFor, note, facts };
}
