import type { Interim } from '../src/pipeline/stages/stage.ts';

const none = async () => Promise.reject(new Error('A bench runs a stage in one piece.'));

/** Stages on one machine are never in pieces, so they leave nothing for a next run. */
export const noInterim: Interim = {
  put: none,
  download: none,
  has: async () => false,
  read: async () => undefined,
};
