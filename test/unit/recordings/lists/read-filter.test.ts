import { expect, test } from 'vitest';
import {
  ListRecordingsQuery,
  RecordingFilters,
} from '../../../../src/recordings/lists/filter.contract.ts';
import { readFilter } from '../../../../src/recordings/lists/read-filter.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

const inZone = (timeZone: string) =>
  readFilter({
    settings: { find: async workspaceId => ({ workspaceId, overrides: {}, version: 0, timeZone }) },
  });

test.each([
  { text: '2026-03-31', from: '2026-03-30T22:00:00.000Z', to: '2026-03-31T21:59:59.999Z' },
  { text: '31-03-2026', from: '2026-03-30T22:00:00.000Z', to: '2026-03-31T21:59:59.999Z' },
  { text: '31/03/2026', from: '2026-03-30T22:00:00.000Z', to: '2026-03-31T21:59:59.999Z' },
  { text: '31/03/26', from: '2026-03-30T22:00:00.000Z', to: '2026-03-31T21:59:59.999Z' },
  { text: '1-4-26', from: '2026-03-31T22:00:00.000Z', to: '2026-04-01T21:59:59.999Z' },
  // The day of the change of the clock has 23 hours.
  { text: '2026-03-29', from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T21:59:59.999Z' },
  { text: '2026-10-25', from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T22:59:59.999Z' },
  {
    text: '2026-03-31T09:00:00Z',
    from: '2026-03-31T09:00:00.000Z',
    to: '2026-03-31T09:00:00.000Z',
  },
  {
    text: '2026-03-31T09:00:00+05:00',
    from: '2026-03-31T04:00:00.000Z',
    to: '2026-03-31T04:00:00.000Z',
  },
])('$text is from $from to $to in Berlin', async ({ text, from, to }) => {
  const filters = RecordingFilters.parse({ from_date: text, to_date: text });
  const filter = await inZone('Europe/Berlin')(newWorkspaceId(), filters);
  expect([filter.from, filter.to]).toEqual([Date.parse(from), Date.parse(to)]);
});

test('a day without midnight begins at one', async () => {
  const filters = RecordingFilters.parse({ from_date: '2018-11-04', to_date: '2018-11-03' });
  const { from } = await inZone('America/Sao_Paulo')(newWorkspaceId(), {
    ...filters,
    to_date: undefined,
  });
  expect(from).toBe(Date.parse('2018-11-04T03:00:00.000Z'));
});

test.each(['2026-02-30', '31-04-2026', '2026-13-01', 'yesterday', '', '31.03.2026', '0031-01-01'])(
  '%j is no date, and the refusal says what one is',
  text => {
    const { error } = RecordingFilters.safeParse({ from_date: text });
    expect(error?.issues[0]).toMatchObject({ path: ['from_date'] });
    expect(error?.issues[0]?.message).toContain('31-03-2026');
  },
);

test('nothing can be between dates in the wrong order', async () => {
  const filters = RecordingFilters.parse({ from_date: '2026-03-02', to_date: '2026-03-01' });
  await expect(inZone('UTC')(newWorkspaceId(), filters)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'to_date' }],
  });
});

test.each([
  { query: { status: 'FAILED' }, status: ['FAILED'] },
  { query: { status: ['FAILED', 'READY'] }, status: ['FAILED', 'READY'] },
])('an address may have $query', ({ query, status }) => {
  expect(ListRecordingsQuery.parse(query).status).toEqual(status);
});

test('flags are written as words in an address and as such in a body', () => {
  expect(ListRecordingsQuery.parse({ is_mapped: 'false' }).is_mapped).toBe(false);
  expect(ListRecordingsQuery.safeParse({ is_mapped: 'no' }).success).toBe(false);
  expect(RecordingFilters.parse({ is_mapped: false }).is_mapped).toBe(false);
  expect(RecordingFilters.safeParse({ is_mapped: 'false' }).success).toBe(false);
});

test('blank ones are listed unless they are not wanted', () => {
  expect(RecordingFilters.parse({}).exclude_blank).toBeUndefined();
});
