import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../kernel/ids.ts';
import type { RunKey } from './tasks/task.ts';

/** What every state of the machine knows of its run. */
export const RunIds = z.object({
  workspace_id: z.string().transform(trustedWorkspaceId),
  kind: z.string().min(1),
  id: z.string().min(1),
  task_id: idSchema('task'),
});

export const runKey = ({ workspace_id, kind, id, task_id }: z.infer<typeof RunIds>): RunKey => ({
  subject: { workspaceId: workspace_id, kind, id },
  taskId: task_id,
});
