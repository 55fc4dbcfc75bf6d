import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { recordingRows } from '../../../../src/recordings/lists/recording-rows.ts';
import { RecordingRow } from '../../../../src/recordings/recording.contract.ts';
import { newWorkspaceId, sampleRecording } from '../../../support/samples.ts';

const workspaceId = newWorkspaceId();

function world(retentionDays?: number) {
  const asked: string[] = [];
  const named = (name: string) => async (key: object) => {
    asked.push(name);
    return Object.values(key).includes(workspaceId) ? ({ name } as never) : undefined;
  };
  const rows = recordingRows({
    templates: { find: named('Lectures') },
    sources: { find: named('Hall 3') },
    settings: {
      find: async () => ({
        workspaceId,
        overrides: {},
        version: 0,
        timeZone: 'UTC',
        retentionDays,
      }),
    },
    files: { link: async (_workspace, key) => `https://files.example/${key}` },
  });
  return { asked, rows };
}

test('a row has the names and the picture that a list shows, each name read once', async () => {
  const it = world(2);
  const [templateId, sourceId] = [newId('template'), newId('source')];
  const full = sampleRecording({
    workspaceId,
    templateId,
    sourceId,
    posterKey: 'a/b.jpg',
    createdAt: 0,
  });
  const bare = sampleRecording({ workspaceId, status: 'PROCESSING' });
  const rows = await it.rows(workspaceId, [
    full,
    bare,
    { ...full, recordingId: newId('recording') },
  ]);
  expect(rows.map(row => RecordingRow.parse(row))).toEqual(rows);
  expect(rows[0]).toMatchObject({
    template_name: 'Lectures',
    source_name: 'Hall 3',
    poster_url: 'https://files.example/a/b.jpg',
    expires_at: '1970-01-03T00:00:00.000Z',
  });
  const nothing = { template_name: null, source_name: null, poster_url: null, expires_at: null };
  expect(rows[1]).toMatchObject(nothing);
  expect(it.asked).toEqual(['Lectures', 'Hall 3']);
});

test('where files are kept for ever no row says when they go', async () => {
  const [row] = await world().rows(workspaceId, [sampleRecording({ workspaceId })]);
  expect(row?.expires_at).toBeNull();
});
