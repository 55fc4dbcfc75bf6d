import { expect, test } from 'vitest';
import {
  editVersionKey,
  originalKey,
  readKey,
  recordingPrefix,
  sidecarKey,
} from '../../../src/recordings/object-keys.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

test('every file of a recording lies below its prefix, by ids alone', () => {
  const { workspaceId, recordingId } = sampleRecording();
  const key = { workspaceId, recordingId };
  const prefix = recordingPrefix(key);
  expect(prefix).toBe(`workspaces/${workspaceId}/recordings/${recordingId}/`);
  for (const file of [originalKey(key), sidecarKey(key), editVersionKey(key, '000001-op.json')]) {
    expect(file.startsWith(prefix)).toBe(true);
  }
});

test('an original is told by its key, what lies beside it is not', () => {
  const { workspaceId, recordingId } = sampleRecording();
  const key = { workspaceId, recordingId };
  expect(readKey(originalKey(key))).toEqual({ kind: 'original', ...key });
  expect(readKey(sidecarKey(key))).toBeUndefined();
  expect(readKey(`${originalKey(key)}/more`)).toBeUndefined();
});

test.each([
  { path: 'a.mp4', fileName: 'a.mp4' },
  { path: 'autumn/week 1/Лекция.mp4', fileName: 'Лекция.mp4' },
])('$path in an inbox is a drop', ({ path, fileName }) => {
  const workspaceId = newWorkspaceId();
  const drop = { kind: 'drop', workspaceId, fileName };
  expect(readKey(`inbox/${workspaceId}/${path}`)).toEqual(drop);
});

test.each([
  'inbox/not-a-workspace/a.mp4',
  'workspaces/wsp_x/recordings/rec_1/original',
  'elsewhere/a.mp4',
  'inbox/',
])('the key %s is not ours', key => {
  expect(readKey(key)).toBeUndefined();
});
