import type { Clock } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Commands } from '../../pipeline/ports.ts';
import type { ListPosition } from '../lists/filter.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { EXPIRABLE, expiresAt, lastKept } from './expires-at.ts';
import type { Retention } from './ports.ts';

type Deps = {
  retention: Retention;
  recordings: Pick<Recordings, 'list'>;
  commands: Commands;
  clock: Clock;
};

/** Of one workspace in one pass: the rest is for the next, an hour later. */
const MOST_AT_ONCE = 500;
const PAGE = 100;
const MOST_PAGES = 20;
const MINUTE_MS = 60_000;
const MINUTES = 60;

/**
 * Asks for what has to expire: once an hour for each workspace that does not keep all for ever, each
 * at a minute of its own, and each minute for what is half done. Safe to repeat.
 */
export const sweepRetention =
  ({ retention, recordings, commands, clock }: Deps) =>
  async (): Promise<void> => {
    const expire = (key: RecordingKey) =>
      commands.send({ command: 'expire', subject: recordingSubject(key) });
    await inSlices(await retention.unfinished(), expire);
    const now = clock();
    for (const { workspaceId, retentionDays } of await retention.workspaces()) {
      if (minuteOf(workspaceId) !== Math.floor(now / MINUTE_MS) % MINUTES) continue;
      await inSlices(await due(recordings, workspaceId, retentionDays, now), expire);
    }
  };

/** Ids end in chance, so the workspaces spread over the hour. */
export const minuteOf = (workspaceId: WorkspaceId) =>
  [...workspaceId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % MINUTES;

/** The oldest first. What began long ago may have come in only yesterday, and is passed over. */
async function due(
  recordings: Pick<Recordings, 'list'>,
  workspaceId: WorkspaceId,
  retentionDays: number,
  now: number,
): Promise<RecordingKey[]> {
  const keys: RecordingKey[] = [];
  const filter = { statuses: EXPIRABLE, to: lastKept(retentionDays, now), order: 'asc' } as const;
  let cursor: ListPosition | undefined;
  for (let page = 0; page < MOST_PAGES && keys.length < MOST_AT_ONCE; page += 1) {
    const { items, cursor: next } = await recordings.list(workspaceId, filter, {
      limit: PAGE,
      cursor,
    });
    const over = items.filter(item => (expiresAt(item, retentionDays) ?? now + 1) <= now);
    keys.push(...over.filter(item => item.activeTaskId === undefined));
    if (next === null) break;
    cursor = next;
  }
  return keys.map(({ recordingId }) => ({ workspaceId, recordingId }));
}
