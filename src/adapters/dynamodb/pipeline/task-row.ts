import type { EntityItem } from 'electrodb';
import type { Task } from '../../../pipeline/tasks/task.ts';
import { fromFields, toFields } from './subject-fields.ts';
import type { taskEntity } from './task-entity.ts';

type Row = EntityItem<ReturnType<typeof taskEntity>>;

export function fromTaskRow({ gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...row }: Row): Task {
  return fromFields(row);
}

export const toTaskRow = ({ subject, ...task }: Task) => ({ ...toFields(subject), ...task });
