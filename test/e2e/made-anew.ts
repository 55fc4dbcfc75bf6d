import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';

/** Stages that made something in the last run, instead of using what was there. */
export const madeAnew = ({ stages }: RecordingDetails) =>
  stages.filter(({ reused }) => !reused).map(({ name }) => name);
