import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Command } from '../ports.ts';
import { admitTasks } from './admit-tasks.ts';
import { stopTask } from './cancel-task.ts';

type Deps = Parameters<typeof admitTasks>[0] &
  Parameters<typeof stopTask>[0] & {
    erase: (workspaceId: WorkspaceId, recordingId: string) => Promise<void>;
    tidy: (workspaceId: WorkspaceId, recordingId: string) => Promise<void>;
  };

/** Does what was asked over the queue. A command may come twice: the second has no effect. */
export const carryOut = (deps: Deps) => async (command: Command) => {
  switch (command.command) {
    case 'admit':
      return admitTasks(deps)(command.workspaceId);
    case 'cancel':
      return stopTask(deps)(command.workspaceId, command.taskId);
    case 'erase':
      return deps.erase(command.workspaceId, command.recordingId);
    case 'tidy':
      return deps.tidy(command.workspaceId, command.recordingId);
  }
};
