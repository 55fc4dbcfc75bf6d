import { expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { startTask } from '../../../../src/pipeline/tasks/start-task.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

test('a task waits, its subject names it, and it is asked in', async () => {
  const it = idlePorts({ configOverrides: { trim: { enabled: false } } });
  const task = await startTask(it.ports)(it.subject);
  const { subject } = it;
  const createdAt = it.ports.clock();
  expect(task).toMatchObject({ subject, status: 'QUEUED', progress: {}, version: 1, createdAt });
  expect([...it.store.tasks.values()]).toEqual([task]);
  expect(it.recording).toMatchObject({
    activeTaskId: task.taskId,
    configOverrides: { trim: { enabled: false } },
  });
  const { workspaceId } = subject;
  expect(it.sent).toEqual([{ command: 'admit', workspaceId, taskId: task.taskId }]);
});

test('a start may bring settings', async () => {
  const it = idlePorts();
  const configOverrides = { topics: { enabled: false } };
  await startTask(it.ports)(it.subject, { configOverrides });
  expect(it.recording.configOverrides).toEqual(configOverrides);
});

test.each([
  { name: 'an upload', recording: { status: 'DOWNLOADING' as const }, code: 'upload_incomplete' },
  { name: 'an expired one', recording: { status: 'EXPIRED' as const }, code: 'expired' },
])('$name cannot be processed: $code', async ({ recording, code }) => {
  const it = idlePorts(recording);
  await expect(startTask(it.ports)(it.subject)).rejects.toMatchObject({ code });
  expect(it.sent).toEqual([]);
});

test.each([
  { status: 'READY' as const, told: 'This works from FAILED; the recording is READY.' },
  {
    status: 'PROCESSING' as const,
    told: 'This works from DOWNLOADED, READY, FAILED, SKIPPED; the recording is PROCESSING.',
  },
])('from $status a narrower start is refused, and told from where it works', async row => {
  const it = idlePorts({ status: row.status });
  const started = startTask(it.ports)(it.subject, { from: ['FAILED'] });
  await expect(started).rejects.toMatchObject({ code: 'illegal_transition', message: row.told });
});

test('while another task works on it the answer names that one', async () => {
  const it = memoryPorts();
  await expect(startTask(it.ports)(it.subject)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(it.run.taskId),
  });
});

test('an unknown subject is not found', async () => {
  const it = idlePorts();
  const foreign = { ...it.subject, workspaceId: newWorkspaceId() };
  await expect(startTask(it.ports)(foreign)).rejects.toMatchObject({
    code: 'not_found',
    message: 'No such recording.',
  });
});

test('a first run is not a second one', async () => {
  const it = idlePorts({ status: 'READY', lastTaskId: newId('task') });
  const started = startTask(it.ports)(it.subject, { firstRun: true });
  await expect(started).rejects.toMatchObject({ code: 'illegal_transition' });
});

test('a repeat under one operation answers the task of the first try and asks it in again', async () => {
  const it = memoryPorts();
  const { taskId } = it.run;
  expect((await startTask(it.ports)(it.subject, { taskId })).taskId).toBe(taskId);
  expect(it.store.tasks.size).toBe(1);
  expect(it.sent).toHaveLength(1);
});

test('the name of another operation’s task is no way around a conflict', async () => {
  const it = memoryPorts();
  const started = startTask(it.ports)(it.subject, { taskId: newId('task') });
  await expect(started).rejects.toMatchObject({ code: 'conflict' });
});

test('a task has minutes by its size, and the priority that was asked for', async () => {
  const it = idlePorts({ sizeBytes: 900_000_000 });
  expect(await startTask(it.ports)(it.subject, { priority: 1 })).toMatchObject({
    ...{ minutes: 60, priority: 1 },
  });
});

test('a priority beyond the plan is refused, and nothing waits', async () => {
  const it = idlePorts();
  const priorityOf = async () => Promise.reject(new AppError('invalid_request', 'Too urgent.'));
  const quotas = { ...it.ports.quotas, priorityOf };
  const started = startTask({ ...it.ports, quotas })(it.subject, { priority: 9 });
  await expect(started).rejects.toMatchObject({ code: 'invalid_request' });
  expect(it.store.tasks.size).toBe(0);
});
