import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import type { WorkspaceId } from '../../src/kernel/ids.ts';
import type { ListPosition, RecordingFilter } from '../../src/recordings/lists/filter.ts';
import type { Recordings } from '../../src/recordings/ports.ts';
import { numbered, putMany } from '../../test/support/many-recordings.ts';
import { newWorkspaceId } from '../../test/support/samples.ts';
import { startTable } from '../../test/support/table.ts';
import type { Bench } from '../bench.contract.ts';

const MANY = 10_000;
const FEW = 10;
const CALLS = 60;
const LIMIT = 50;

type Asked = {
  workspaceId: WorkspaceId;
  filter: RecordingFilter;
  limit?: number;
  cursor?: ListPosition | undefined;
};

/**
 * What a page of recordings costs: the first and the last of many, and that of a workspace with few.
 * The cases take turns, so that whatever else the machine does is in all of them.
 */
export const listsBench: Bench = async ({ json }) => {
  const { table, stop } = await startTable();
  try {
    const recordings = recordingRepository(table);
    const [many, few] = [newWorkspaceId(), newWorkspaceId()];
    await putMany(table, samples(many, MANY));
    await putMany(table, samples(few, FEW));
    const cursors = await cursorsOf(recordings, many);
    const cases: Record<string, Asked> = {
      ten: { workspaceId: few, filter: {}, limit: FEW },
      tenOfMany: { workspaceId: many, filter: {}, limit: FEW },
      first: { workspaceId: many, filter: {} },
      second: { workspaceId: many, filter: {}, cursor: cursors[0] },
      last: { workspaceId: many, filter: {}, cursor: cursors.at(-1) },
      rare: { workspaceId: many, filter: { statuses: ['FAILED'] } },
    };
    const medians = await measure(recordings, cases);
    const { ten = 0, tenOfMany = 0, first = 0, second = 0, last = 0, rare = 0 } = medians;
    const report = {
      rows: MANY,
      first_page_ms: first,
      second_page_ms: second,
      last_page_ms: last,
      last_to_first: last / first,
      last_to_second: last / second,
      ten_ms: ten,
      ten_of_many_ms: tenOfMany,
      many_to_few: tenOfMany / ten,
      rare_status_ms: rare,
    };
    return json ? JSON.stringify(report) : lines(report);
  } finally {
    await stop();
  }
};

const samples = (workspaceId: WorkspaceId, count: number) =>
  Array.from({ length: count }, (_, index) =>
    numbered(workspaceId, index, index === 77 ? { status: 'FAILED' } : {}),
  );

/** Where each page but the first begins. */
async function cursorsOf({ list }: Pick<Recordings, 'list'>, workspaceId: WorkspaceId) {
  const cursors: ListPosition[] = [];
  for (;;) {
    const page = await list(workspaceId, {}, { limit: LIMIT, cursor: cursors.at(-1) });
    if (page.cursor === null) return cursors;
    cursors.push(page.cursor);
  }
}

async function measure({ list }: Pick<Recordings, 'list'>, cases: Record<string, Asked>) {
  const times: Record<string, number[]> = {};
  for (let call = 0; call < CALLS; call += 1) {
    for (const [name, { workspaceId, filter, limit = LIMIT, cursor }] of Object.entries(cases)) {
      const began = performance.now();
      await list(workspaceId, filter, { limit, cursor });
      times[name] = [...(times[name] ?? []), performance.now() - began];
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const lines = (report: Record<string, number>) =>
  Object.entries(report)
    .map(([name, value]) => `${name.padEnd(16)} ${Number(value.toFixed(2))}`)
    .join('\n');
