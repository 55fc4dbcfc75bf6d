import { describe, expect, test } from 'vitest';
import type { WorkspaceId } from '../../src/kernel/ids.ts';
import type { Charge, Outcome } from '../../src/pipeline/ports.ts';
import { type Task, taskKey } from '../../src/pipeline/tasks/task.ts';
import type { Usage } from '../../src/plans/ports.ts';
import type { Recording } from '../../src/recordings/recording.ts';
import { newWorkspaceId, sampleCharge, sampleRecording, sampleTask } from '../support/samples.ts';
import { ANY_START, type EnginePorts, slots } from './engine-ports.ts';

const PERIOD = { capability: 'recordings', period: '202311', plan: 'free' } as const;
const DONE = { task: 'SUCCEEDED', status: 'READY' } as const;
const CANCELLED = { task: 'CANCELLED', status: 'DOWNLOADED' } as const;
const failure = { stage: 'trim', code: 'bad', reason: 'Bad.' };
const FAILED = { task: 'FAILED', status: 'FAILED', failure } as const;
const AGAIN = { ...ANY_START, from: ['DOWNLOADED', 'READY', 'FAILED'] };

const startedOf = (answers: readonly PromiseSettledResult<Task | undefined>[]) =>
  answers.flatMap(answer => (answer.status === 'fulfilled' ? (answer.value ?? []) : []));

type World = {
  ports: EnginePorts;
  usage: (workspaceId: WorkspaceId) => Promise<Omit<Usage, 'period'>>;
  storedBytes: (workspaceId: WorkspaceId) => Promise<number>;
};

/** What is promised of the ledger: that what is counted is what was done. */
export const usageContract = (name: string, make: () => World) =>
  describe(`${name}: usage`, () => {
    async function recordings(ports: EnginePorts, count: number) {
      const workspaceId = newWorkspaceId();
      const made = Array.from({ length: count }, () => sampleRecording({ workspaceId }));
      await Promise.all(made.map(recording => ports.recordings.insert(recording)));
      return made;
    }

    const start = async ({ tasks }: EnginePorts, recording: Recording, charge: Charge) => {
      const task = sampleTask(recording);
      return (await tasks.enqueue(task, { ...AGAIN, charge })) ? task : undefined;
    };

    async function run(ports: EnginePorts, recording: Recording, charge: Charge, end: Outcome) {
      const task = await start(ports, recording, charge);
      if (task) await finish(ports, task, end);
      return task;
    }

    async function finish({ tasks }: EnginePorts, task: Task, end: Outcome) {
      const found = await tasks.find(taskKey(task));
      await tasks.admit(taskKey(task), slots(100), 5);
      expect(await tasks.finish(found ?? task, end, 9)).toBe(true);
    }

    test('of a hundred at once exactly as many are let in as the plan has', async () => {
      const { ports, usage } = make();
      const made = await recordings(ports, 100);
      const [{ workspaceId } = sampleRecording()] = made;
      const answers = await Promise.allSettled(
        made.map(recording => start(ports, recording, sampleCharge())),
      );
      const tasks = startedOf(answers);
      const refused = answers.filter(({ status }) => status === 'rejected');
      expect([tasks.length, refused.length]).toEqual([10, 90]);
      for (const answer of refused) {
        expect(answer).toMatchObject({ reason: { code: 'quota_exceeded' } });
      }
      expect(await usage(workspaceId)).toMatchObject({ used: 10, reserved: 10 });
      const ends = [DONE, DONE, DONE, DONE, FAILED, FAILED, FAILED, CANCELLED, CANCELLED, DONE];
      await Promise.all(tasks.map((task, at) => finish(ports, task, ends[at] ?? DONE)));
      expect(await usage(workspaceId)).toMatchObject({ used: 5, reserved: 0, overage: 0 });
      expect(await ports.tasks.listQueued(workspaceId)).toEqual([]);
    });

    test.each([
      { what: 'success', end: DONE, used: 1 },
      { what: 'a failure', end: FAILED, used: 0 },
      { what: 'a cancel', end: CANCELLED, used: 0 },
      { what: 'a skip', end: { ...DONE, status: 'SKIPPED', uncounted: true as const }, used: 0 },
    ])('after $what $used is used', async ({ end, used }) => {
      const { ports, usage } = make();
      const [recording = sampleRecording()] = await recordings(ports, 1);
      await run(ports, recording, sampleCharge(), end);
      expect(await usage(recording.workspaceId)).toMatchObject({ used, reserved: 0 });
    });

    test('what is counted in a period is not counted in it again, but in the next', async () => {
      const { ports, usage } = make();
      const [recording = sampleRecording(), other = recording] = await recordings(ports, 2);
      const charge = sampleCharge({ limit: 1 });
      await run(ports, recording, charge, DONE);
      expect(await run(ports, recording, charge, FAILED)).toBeDefined();
      expect(await run(ports, recording, charge, DONE)).toBeDefined();
      expect(await usage(recording.workspaceId)).toMatchObject({ used: 1, reserved: 0 });
      await expect(start(ports, other, charge)).rejects.toMatchObject({ code: 'quota_exceeded' });
      expect(await start(ports, other, { ...charge, period: '202312' })).toBeDefined();
    });

    test('a quota of 0 lets nothing in, and one without an end everything', async () => {
      const { ports } = make();
      const [recording = sampleRecording()] = await recordings(ports, 1);
      const none = start(ports, recording, sampleCharge({ limit: 0 }));
      await expect(none).rejects.toMatchObject({ code: 'quota_exceeded' });
      expect(await start(ports, recording, sampleCharge({ limit: null }))).toBeDefined();
    });

    test('beyond the quota it goes on for money, up to the most of a month', async () => {
      const { ports, usage } = make();
      const made = await recordings(ports, 30);
      const [{ workspaceId } = sampleRecording()] = made;
      const charge = sampleCharge({ limit: 4, overage: { price: 40, most: 130 } });
      const answers = await Promise.allSettled(made.map(each => start(ports, each, charge)));
      const tasks = startedOf(answers);
      expect(tasks).toHaveLength(7);
      expect(await usage(workspaceId)).toMatchObject({ used: 7, overage: 3, overageCost: 120 });
      await Promise.all(tasks.map(task => finish(ports, task, FAILED)));
      const nothing = { used: 0, reserved: 0, overage: 0, overageCost: 0 };
      expect(await usage(workspaceId)).toEqual(nothing);
    });

    test('what a task that is over still holds is found, and settled once', async () => {
      const { ports, usage } = make();
      const [recording = sampleRecording()] = await recordings(ports, 1);
      const task = (await start(ports, recording, sampleCharge())) ?? sampleTask(recording);
      const found = (await ports.stuck.openReservations(task.createdAt + 1)).filter(
        ({ taskId }) => taskId === task.taskId,
      );
      expect(found).toEqual([{ ...PERIOD, subject: task.subject, taskId: task.taskId }]);
      expect(await ports.stuck.openReservations(task.createdAt)).toEqual([]);
      for (const reservation of [...found, ...found]) await ports.tasks.settle(reservation, false);
      expect(await usage(recording.workspaceId)).toMatchObject({ used: 0, reserved: 0 });
      // Its end finds nothing to settle any more, and is an end all the same.
      await finish(ports, task, DONE);
    });

    test('a run takes over what an earlier one of its recording left behind', async () => {
      const { ports, usage } = make();
      const [recording = sampleRecording()] = await recordings(ports, 1);
      const first = (await start(ports, recording, sampleCharge())) ?? sampleTask(recording);
      await ports.tasks.finish({ ...first, charged: undefined }, CANCELLED, 9);
      await run(ports, recording, sampleCharge({ limit: 1 }), DONE);
      expect(await usage(recording.workspaceId)).toMatchObject({ used: 1, reserved: 0 });
    });

    test('a recording that is larger than all the room there is comes not in, and once in stays', async () => {
      const { ports, storedBytes } = make();
      const recording = sampleRecording({ storedBytes: 9 });
      const insert = (bytes: number) => ports.recordings.insert(recording, undefined, { bytes });
      expect(await insert(8)).toBe('full');
      expect(await storedBytes(recording.workspaceId)).toBe(0);
      expect(await insert(9)).toBe(true);
      expect(await insert(8)).toBe(false);
    });

    test('storage is a level: taken with the recording, settled, and given back once', async () => {
      const { ports, storedBytes } = make();
      const workspaceId = newWorkspaceId();
      const room = { bytes: 100 };
      const made = Array.from({ length: 30 }, () =>
        sampleRecording({ workspaceId, storedBytes: 9 }),
      );
      const answers = await Promise.all(
        made.map(recording => ports.recordings.insert(recording, undefined, room)),
      );
      expect(answers.filter(answer => answer === true)).toHaveLength(11);
      expect(answers.filter(answer => answer === 'full')).toHaveLength(19);
      expect(await storedBytes(workspaceId)).toBe(99);
      const kept = made.filter((_, at) => answers[at] === true);
      const [first = sampleRecording(), second = first] = kept;
      expect(await ports.recordings.insert(first, undefined, room)).toBe(false);
      await Promise.all([1, 2, 3].map(() => ports.recordings.setStored(first, 0)));
      await ports.recordings.setStored(second, 20);
      await ports.recordings.setStored({ ...second, workspaceId: newWorkspaceId() }, 0);
      expect(await storedBytes(workspaceId)).toBe(99 - 9 + 11);
    });
  });
