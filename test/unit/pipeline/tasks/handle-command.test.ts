import { expect, test } from 'vitest';
import type { Command } from '../../../../src/pipeline/ports.ts';
import type { Subject } from '../../../../src/pipeline/subject.ts';
import { handleCommand } from '../../../../src/pipeline/tasks/handle-command.ts';
import { taskKey } from '../../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

function world(status: 'QUEUED' | 'RUNNING') {
  const it = memoryPorts({ task: { status } });
  const asked: unknown[] = [];
  const note = (name: string) => async (subject: Subject) => void asked.push([name, subject]);
  const named = { erase: note('erase'), expire: note('expire'), tidy: note('tidy') };
  const carry = handleCommand({ ...it.ports, ...named });
  return { ...it, asked, carry };
}

test('admit starts the tasks that wait, and the second time nothing', async () => {
  const it = world('QUEUED');
  const admit: Command = { command: 'admit', workspaceId: it.subject.workspaceId };
  await it.carry(admit);
  expect(it.task.status).toBe('RUNNING');
  expect([...it.runStates]).toEqual([[it.run.taskId, 'running']]);
  await it.carry(admit);
  expect(it.task.version).toBe(2);
});

test('cancel stops the run and ends the task, once', async () => {
  const it = world('RUNNING');
  await it.ports.runs.start(it.run);
  await it.ports.tasks.requestCancel(taskKey(it.run), 5);
  await it.carry({ command: 'cancel', ...taskKey(it.run) });
  await it.carry({ command: 'cancel', ...taskKey(it.run) });
  expect([...it.runStates.values()]).toEqual(['ended']);
  expect(it.ended).toEqual([{ task: 'CANCELLED', status: 'DOWNLOADED' }]);
});

test.each(['erase', 'expire', 'tidy'] as const)(
  '%s is asked of the subject and nothing else',
  async command => {
    const it = world('RUNNING');
    await it.carry({ command, subject: it.subject });
    expect(it.asked).toEqual([[command, it.subject]]);
    expect([it.sent, it.ended]).toEqual([[], []]);
  },
);
