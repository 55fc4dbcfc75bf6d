import type { Subject } from '../pipeline/subject.ts';
import type { Publishers, Targets } from './ports.ts';

export type UnpublishDeps = { targets: Pick<Targets, 'remove'>; publishers: Publishers };

/**
 * Takes a recording off every platform: its files, its entries in lists and its rows. Safe to
 * repeat after a crash at any point, because nothing is asked of the ledger.
 */
export const unpublish =
  ({ targets, publishers }: UnpublishDeps) =>
  async ({ workspaceId, id: recordingId }: Subject) => {
    for (const [preset, publisher] of Object.entries(publishers)) {
      const key = { workspaceId, recordingId, preset };
      await publisher.remove(key);
      await targets.remove(key);
      await publisher.settleRemoval(key);
    }
  };
