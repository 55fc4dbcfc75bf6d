import type { Command } from '../ports.ts';
import type { Subject } from '../subject.ts';
import { admitTasks } from './admit-tasks.ts';
import { stopTask } from './stop-task.ts';

type Deps = Parameters<typeof admitTasks>[0] &
  Parameters<typeof stopTask>[0] & {
    erase: (subject: Subject) => Promise<void>;
    expire: (subject: Subject) => Promise<void>;
    tidy: (subject: Subject) => Promise<void>;
  };

/** Does what was asked over the queue. A command may come twice: the second has no effect. */
export const handleCommand = (deps: Deps) => async (command: Command) => {
  switch (command.command) {
    case 'admit':
      return admitTasks(deps)(command.workspaceId, command.taskId);
    case 'cancel':
      return stopTask(deps)({ workspaceId: command.workspaceId, taskId: command.taskId });
    case 'erase':
      return deps.erase(command.subject);
    case 'expire':
      return deps.expire(command.subject);
    case 'tidy':
      return deps.tidy(command.subject);
  }
};
