import { z } from 'zod';
import { type TaskDefinition, TaskDefinitionProperties } from '../ecs/task.contract.ts';
import type { FunctionSpec } from '../lambda/pool.ts';
import type { MachineSpec } from '../sfn/executions.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Programs } from './bundles.ts';

/** The resource's metadata that says which file of the repository it runs. */
const ENTRY = 'castline:entry';

const Entry = z.object({ [ENTRY]: z.string() }).transform(metadata => metadata[ENTRY]);

const FunctionProperties = z.object({
  Role: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z
    .object({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .prefault({}),
});

const MachineProperties = z.object({
  DefinitionString: z.string(),
  RoleArn: z.string(),
});

export type Runtime = {
  programs: Programs;
  /** What AWS puts into every environment, and the operator's settings. */
  functionEnvironment: (name: string, memoryMiB: number, role: string) => Record<string, string>;
  taskEnvironment: (role: string | undefined) => Record<string, string>;
  operator: Readonly<Record<string, string>>;
  /** Where keys lie that on AWS are known by their ARN. */
  keyFiles: ReadonlyMap<string, string>;
  /** The text of a secret by `name`, ARN or `arn:json-key::`; undefined if there is none. */
  secret: (valueFrom: string, executionRole: string) => Promise<string | undefined>;
};

/** The functions of the app that are ours: helpers of CDK have no entry and nothing to do here. */
export function readFunctions(assembly: Assembly, runtime: Runtime): FunctionSpec[] {
  return assembly.resources('AWS::Lambda::Function').flatMap(resource => {
    const entry = Entry.safeParse(resource.metadata);
    if (!entry.success) return [];
    const { Role, Timeout, MemorySize, Environment } = FunctionProperties.parse(
      resource.properties,
    );
    return {
      name: resource.name,
      arn: resource.arn,
      roleArn: Role,
      entry: runtime.programs.ofFunction(resource, entry.data).entry,
      timeoutSeconds: Timeout,
      memoryMiB: MemorySize,
      environment: {
        ...runtime.functionEnvironment(resource.name, MemorySize, Role),
        ...withKeyFiles(Environment.Variables, runtime),
        ...runtime.operator,
      },
    };
  });
}

const withKeyFiles = (variables: Record<string, string>, { keyFiles }: Runtime) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, keyFiles.get(value) ?? value]),
  );

export async function readTaskDefinitions(assembly: Assembly, runtime: Runtime) {
  const found = assembly.resources('AWS::ECS::TaskDefinition').flatMap(resource => {
    const entry = Entry.safeParse(resource.metadata);
    return entry.success ? [{ resource, entry: entry.data }] : [];
  });
  return Promise.all(
    found.map(async ({ resource, entry }): Promise<TaskDefinition> => {
      const { ContainerDefinitions, Cpu, Memory, TaskRoleArn, ExecutionRoleArn } =
        TaskDefinitionProperties.parse(resource.properties);
      const [container] = ContainerDefinitions;
      if (!container) throw new Error(`${resource.name} has no container.`);
      const secrets = await Promise.all(
        container.Secrets.map(async ({ Name, ValueFrom }) => {
          const value = await runtime.secret(ValueFrom, ExecutionRoleArn ?? '');
          return value === undefined ? [] : [[Name, value] as const];
        }),
      );
      const program = runtime.programs.ofContainer(container.Image, entry);
      const variables = container.Environment.map(({ Name, Value }) => [Name, Value] as const);
      return {
        family: resource.name,
        arn: resource.arn,
        roleArns: [TaskRoleArn, ExecutionRoleArn].filter(arn => arn !== undefined),
        entry: program.entry,
        options: program.options ?? [],
        containerName: container.Name,
        command: container.Command,
        stopTimeoutSeconds: container.StopTimeout,
        cpu: Cpu,
        memory: Memory,
        environment: {
          ...program.environment,
          ...runtime.taskEnvironment(TaskRoleArn),
          ...Object.fromEntries([...variables, ...secrets.flat()]),
          ...runtime.operator,
        },
      };
    }),
  );
}

export const readMachines = (assembly: Assembly): MachineSpec[] =>
  assembly.resources('AWS::StepFunctions::StateMachine').map(({ arn, name, properties }) => {
    const { DefinitionString, RoleArn } = MachineProperties.parse(properties);
    return { arn, name, roleArn: RoleArn, definition: DefinitionString };
  });
