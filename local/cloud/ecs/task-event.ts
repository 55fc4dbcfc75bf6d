import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../events/event.ts';
import type { RunTask, TaskDefinition } from './task.contract.ts';

/** A started task and all that its description needs. */
export type Task = {
  taskArn: string;
  clusterArn: string;
  definition: TaskDefinition;
  request: RunTask;
  pid: number;
  startedAt: Date;
  stopReason: string | undefined;
};

/** Container part of a description, in the two spellings that AWS uses for it. */
const container = ({ taskArn, definition }: Task, exitCode: number | undefined) => ({
  containerArn: `${taskArn.replace(':task/', ':container/')}/${definition.containerName}`,
  taskArn,
  name: definition.containerName,
  lastStatus: exitCode === undefined ? 'RUNNING' : 'STOPPED',
  ...(exitCode === undefined ? {} : { exitCode }),
});

/** What EventBridge tells of a task that stopped. */
export function stoppedEvent(task: Task, exitCode: number, now: Date): CloudEvent {
  const { definition, request, taskArn, clusterArn } = task;
  const [, , , region = '', account = ''] = taskArn.split(':');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account,
    time: now.toISOString(),
    region,
    resources: [taskArn],
    detail: {
      clusterArn,
      taskArn,
      taskDefinitionArn: definition.arn,
      group: `family:${definition.family}`,
      launchType: 'FARGATE',
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      startedAt: task.startedAt.toISOString(),
      stoppedAt: now.toISOString(),
      stopCode: task.stopReason ? 'UserInitiated' : 'EssentialContainerExited',
      stoppedReason: task.stopReason ?? 'Essential container in task exited',
      cpu: definition.cpu,
      memory: definition.memory,
      containers: [container(task, exitCode)],
      overrides: { containerOverrides: request.Overrides.ContainerOverrides.map(lowerNames) },
    },
  };
}

const lowerNames = (override: RunTask['Overrides']['ContainerOverrides'][number]) => ({
  name: override.Name,
  command: override.Command,
  environment: override.Environment.map(({ Name, Value }) => ({ name: Name, value: Value })),
});

/** The task as `ecs:runTask` returns it to a state machine. */
export function describeTask(task: Task, exitCode?: number) {
  const described = container(task, exitCode);
  return {
    TaskArn: task.taskArn,
    ClusterArn: task.clusterArn,
    TaskDefinitionArn: task.definition.arn,
    LastStatus: described.lastStatus,
    LaunchType: 'FARGATE',
    StartedAt: task.startedAt.getTime(),
    Containers: [
      {
        Name: described.name,
        ContainerArn: described.containerArn,
        LastStatus: described.lastStatus,
        ...(exitCode === undefined ? {} : { ExitCode: exitCode }),
      },
    ],
  };
}
