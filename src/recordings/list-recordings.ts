import type { WorkspaceId } from '../kernel/ids.ts';
import type { RecordingFilter, Recordings } from './ports.ts';
import { recordingView } from './recording-view.ts';

type Page = Parameters<Recordings['list']>[2];

/** A page of the workspace's recordings, newest first. */
export const listRecordings =
  ({ recordings }: { recordings: Pick<Recordings, 'list'> }) =>
  async (workspaceId: WorkspaceId, filter: RecordingFilter, page: Page) => {
    const { items, cursor } = await recordings.list(workspaceId, filter, page);
    return { items: items.map(recordingView), cursor };
  };
