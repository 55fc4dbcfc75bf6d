import { z } from 'zod';
import { conflict, DEFAULT_GROUP, notFound, type Scheduler, validation } from './scheduler.ts';

const GroupRow = z.object({ name: z.string(), created_at: z.number() });
type GroupRow = z.infer<typeof GroupRow>;

export const groupArn = ({ arnPrefix }: Scheduler, name: string) =>
  `${arnPrefix}schedule-group/${name}`;

export function createGroup({ sql, now }: Scheduler, name: string) {
  const { changes } = sql('INSERT OR IGNORE INTO schedule_groups VALUES (?, ?)').run(name, now());
  if (changes === 0) throw conflict(`Schedule group ${name} already exists.`);
}

/** Its schedules go with it. */
export function deleteGroup({ sql }: Scheduler, name: string) {
  if (name === DEFAULT_GROUP) throw validation('The default group cannot be deleted.');
  const { changes } = sql('DELETE FROM schedule_groups WHERE name = ?').run(name);
  if (changes === 0) throw missing(name);
}

export function describeGroup(scheduler: Scheduler, name: string) {
  const row = scheduler.sql('SELECT * FROM schedule_groups WHERE name = ?').get(name);
  if (!row) throw missing(name);
  return describe(scheduler, GroupRow.parse(row));
}

export function listGroups(scheduler: Scheduler) {
  const rows = scheduler.sql('SELECT * FROM schedule_groups ORDER BY name').all();
  return z
    .array(GroupRow)
    .parse(rows)
    .map(row => describe(scheduler, row));
}

const describe = (scheduler: Scheduler, { name, created_at }: GroupRow) => ({
  Arn: groupArn(scheduler, name),
  Name: name,
  State: 'ACTIVE',
  CreationDate: created_at / 1000,
  LastModificationDate: created_at / 1000,
});

const missing = (name: string) => notFound(`Schedule group ${name} does not exist.`);
