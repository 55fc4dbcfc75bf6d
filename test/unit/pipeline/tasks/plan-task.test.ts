import { expect, test } from 'vitest';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import { STAGE_NAMES } from '../../../../src/pipelines/recording.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { setAll } from './set-all.ts';

test('a plan resets the stages once and keeps what earlier runs made', async () => {
  const it = memoryPorts();
  setAll(it, 'COMPLETED');
  for (const state of it.states.values()) {
    Object.assign(state, { taskId: 'tsk_earlier', madeFingerprint: 'f1' });
  }
  const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
  expect(await plan(it.run)).toMatchObject({ heartbeat_seconds: 30 });
  const state = it.states.get('render');
  expect(state).toMatchObject({ status: 'PENDING', madeFingerprint: 'f1', attempts: 0 });
  if (state) state.status = 'RUNNING';
  await plan(it.run);
  expect(it.states.get('render')?.status).toBe('RUNNING');
});

test('a plan says whether the picture waits for words', async () => {
  const it = memoryPorts();
  const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
  expect(await plan(it.run)).toMatchObject({ waits: false });
  it.recording.configOverrides = { picture: { burn_in: { enabled: true } } };
  expect(await plan(it.run)).toMatchObject({ waits: true });
});

test('a run that starts again after a power cut goes back to where runs begin', async () => {
  const it = memoryPorts({ recording: { status: 'PREPARING' } });
  await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run);
  expect(it.recording.status).toBe('DOWNLOADED');
});

test('a first plan makes a row for every stage and says how long a worker may be silent', async () => {
  const it = memoryPorts();
  expect(await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run)).toEqual({
    heartbeat_seconds: 30,
    timeout_seconds: 12 * 3600,
    waits: false,
  });
  expect([...it.states.keys()].sort()).toEqual([...STAGE_NAMES].sort());
});

test.each(['QUEUED', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const)(
  'a task that is %s is not planned',
  async status => {
    const it = memoryPorts({ recording: { status: 'PREPARING' }, task: { status } });
    const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
    await expect(plan(it.run)).rejects.toMatchObject({ code: 'cancelled' });
    expect(it.states.size).toBe(0);
    expect(it.recording.status).toBe('PREPARING');
  },
);

test.each(['DOWNLOADED', 'READY', 'FAILED', 'SKIPPED'] as const)(
  'a recording that is %s keeps its status until a stage begins',
  async status => {
    const it = memoryPorts({ recording: { status } });
    await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run);
    expect(it.recording.status).toBe(status);
  },
);

test('a run of some stages leaves the rows of the others alone', async () => {
  const it = memoryPorts({ task: { stages: ['transcribe'] } });
  setAll(it, 'COMPLETED');
  for (const state of it.states.values()) Object.assign(state, { taskId: 'tsk_earlier' });
  await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run);
  const pending = [...it.states.values()].filter(({ status }) => status === 'PENDING');
  expect(pending.map(({ stage }) => stage).sort()).toEqual(['analyze', 'transcribe']);
});

test('what a stage needs under a config that came later is seen to as well', async () => {
  const it = memoryPorts({ task: { stages: ['render'] } });
  it.recording.configOverrides = { picture: { burn_in: { enabled: true } } };
  await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run);
  expect([...it.states.keys()]).toContain('subtitles');
});
