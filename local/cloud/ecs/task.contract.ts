import { z } from 'zod';

const Pair = z.object({ Name: z.string(), Value: z.string() });

/** The parameters of `ecs:runTask` in a state machine, as far as a local task needs them. */
export const RunTask = z.object({
  TaskDefinition: z.string(),
  Cluster: z.string().default('default'),
  Overrides: z
    .object({
      ContainerOverrides: z
        .array(
          z.object({
            Name: z.string(),
            Environment: z.array(Pair).default([]),
            Command: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    })
    .prefault({}),
});
export type RunTask = z.infer<typeof RunTask>;

/** `AWS::ECS::TaskDefinition`, with the parts that matter without a container engine. */
export const TaskDefinitionProperties = z.object({
  Family: z.string().optional(),
  Cpu: z.string().default('256'),
  Memory: z.string().default('512'),
  TaskRoleArn: z.string().optional(),
  ExecutionRoleArn: z.string().optional(),
  ContainerDefinitions: z
    .array(
      z.object({
        Name: z.string(),
        Image: z.string().optional(),
        Command: z.array(z.string()).default([]),
        Environment: z.array(Pair).default([]),
        Secrets: z.array(z.object({ Name: z.string(), ValueFrom: z.string() })).default([]),
        StopTimeout: z.coerce.number().default(30),
      }),
    )
    .min(1),
});

/** A task definition of the template, ready to run. */
export type TaskDefinition = {
  family: string;
  arn: string;
  /** Of its program, and of what starts it: both are handed on by who runs a task. */
  roleArns: readonly string[];
  /** Absolute path of the module that the container runs. */
  entry: string;
  /** Of Node, before the module. */
  options: readonly string[];
  containerName: string;
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  stopTimeoutSeconds: number;
  cpu: string;
  memory: string;
};
