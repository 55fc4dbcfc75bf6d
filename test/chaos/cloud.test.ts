import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUpWithToken } from '../../local/demo/account.ts';
import { apiClient } from '../../local/demo/api-client.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { eventually, expectPublishedOnce, follow } from '../support/castline-client.ts';
import { startTestCloud } from '../support/cloud.ts';
import { startCloudProcess } from '../support/cloud-process.ts';
import { talkClip } from '../support/talk-clip.ts';

let dataDir: string;
let clip: string;

beforeAll(async () => {
  clip = await talkClip();
  dataDir = await mkdtemp(join(tmpdir(), 'castline-killed-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('kill -9 of the whole local cloud at several moments: everything goes on afterwards', async () => {
  const first = await startCloudProcess(dataDir);
  const { token, api } = await signUpWithToken(first.apiUrl);
  const onBytes = () => undefined;
  const recording = await uploadRecording(api, { file: clip, onBytes });
  const path = `/v1/tasks/${recording.last_task_id}`;
  await eventually(async () => {
    const task = await api.get(path, TaskView);
    return task.stages.analyze === 100 ? true : undefined;
  });
  await first.kill();

  const second = await startCloudProcess(dataDir);
  await sleep(1500);
  await second.kill();

  const cloud = await startTestCloud({ dataDir });
  try {
    const again = apiClient(cloud.apiUrl, token);
    const details = await follow(again, recording);
    await expectPublishedOnce(cloud, details);
    expect(details.artifacts.some(({ kind }) => kind === 'video')).toBe(true);
  } finally {
    await cloud.stop();
  }
});
