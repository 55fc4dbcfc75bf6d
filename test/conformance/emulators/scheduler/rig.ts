import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Invocation } from '../../../../local/emulators/scheduler/invocation.ts';
import { startSchedulerServer } from '../../../../local/emulators/scheduler/server.ts';
import { ROOT_KEYS, rootAuthority } from '../../../support/root-authority.ts';

export const TARGET = {
  Arn: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
  RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
};
export const OFF = { FlexibleTimeWindow: { Mode: 'OFF' }, Target: TARGET } as const;

/** A scheduler with a clock that only the test moves, and a record of what it called. */
export async function startRig(startAt: string) {
  const folder = await mkdtemp(join(tmpdir(), 'scheduler-'));
  const fired: Invocation[] = [];
  const clock = { now: Date.parse(startAt) };
  const behaviour = { fire: async (_: Invocation) => {} };
  const start = () =>
    startSchedulerServer({
      dataFile: join(folder, 'scheduler.db'),
      authority: rootAuthority(),
      now: () => clock.now,
      onFire: async invocation => {
        fired.push(invocation);
        await behaviour.fire(invocation);
      },
    });
  let server = await start();
  const newClient = () =>
    new SchedulerClient({
      endpoint: server.endpoint,
      region: 'eu-central-1',
      credentials: ROOT_KEYS,
    });
  const rig = {
    fired,
    behaviour,
    client: newClient(),
    putSchedule: (...args: Parameters<typeof server.putSchedule>) => server.putSchedule(...args),
    endpoint: () => server.endpoint,
    times: () => fired.map(({ scheduledTime }) => scheduledTime.replace('.000Z', 'Z')),
    setClock: (at: string) => {
      clock.now = Date.parse(at);
    },
    /** Moves the clock in steps and lets everything that is due run at each. */
    async advance(to: string, stepMinutes: number) {
      const end = Date.parse(to);
      while (clock.now < end) {
        clock.now = Math.min(clock.now + stepMinutes * 60_000, end);
        await server.tick();
      }
    },
    async advanceSeconds(seconds: number) {
      clock.now += seconds * 1000;
      await server.tick();
    },
    stop: () => server.stop(),
    async start() {
      server = await start();
      rig.client = newClient();
      await server.tick();
    },
    async close() {
      rig.client.destroy();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
  return rig;
}

export type Rig = Awaited<ReturnType<typeof startRig>>;
