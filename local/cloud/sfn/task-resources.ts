import { z } from 'zod';
import { AccessDenied } from '../../emulators/iam/authority.ts';
import type { Access } from '../../emulators/iam/decide.ts';
import type { TaskDefinition } from '../ecs/task.contract.ts';
import { describeTask } from '../ecs/task-event.ts';
import { EcsError, type TaskRunner } from '../ecs/task-runner.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Invocation } from '../lambda/pool.ts';
import { Json } from './json.ts';
import { StateError, TerminalError } from './state-error.ts';

/** How a task state calls a service and when it is over. */
export type Pattern = 'request' | 'sync' | 'waitForTaskToken';

export type Services = {
  functions: Functions;
  tasks: TaskRunner;
  /** Asks whether the role of a machine may do this. @throws AccessDenied */
  requireAccess: (roleArn: string, access: Access) => void;
};

type Start = {
  parameters: Json;
  pattern: Pattern;
  /** The role of the machine, with whose rights all is done. */
  roleArn: string;
  signal: AbortSignal;
};

type Service = (start: Start, services: Services) => Promise<Json>;

const LambdaInvoke = z.object({
  FunctionName: z.string(),
  Payload: Json.default({}),
  InvocationType: z.string().optional(),
});

/** `arn:aws:states:::lambda:invoke`: the payload comes wrapped in the answer of the service. */
const lambdaInvoke: Service = async ({ parameters, roleArn }, services): Promise<Json> => {
  const { functions } = services;
  const { FunctionName, Payload, InvocationType } = LambdaInvoke.parse(parameters);
  checkInvoke(services, roleArn, FunctionName);
  if (InvocationType === 'Event') {
    functions.invokeLater(FunctionName, Payload);
    return { StatusCode: 202 };
  }
  const payload = await invoke(functions, FunctionName, Payload);
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
};

/** Step Functions names a refusal of Lambda like any other of its failures. */
function checkInvoke({ functions, requireAccess }: Services, roleArn: string, name: string) {
  const resource = functions.find(name)?.spec.arn ?? name;
  refusedAs('Lambda.AWSLambdaException', () =>
    requireAccess(roleArn, { action: 'lambda:InvokeFunction', resource }),
  );
}

function refusedAs(name: string, check: () => void) {
  try {
    check();
  } catch (error) {
    if (error instanceof AccessDenied) throw new StateError(name, error.message);
    throw error;
  }
}

async function invoke(functions: Functions, name: string, payload: Json): Promise<Json> {
  if (!functions.find(name)) {
    throw new StateError('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
  }
  return payloadOf(await functions.invoke(name, payload));
}

function payloadOf({ payload, error }: Invocation): Json {
  if (!error) return Json.parse(JSON.parse(payload));
  const { errorType, errorMessage } = error;
  throw new StateError(errorType, JSON.stringify({ errorMessage, errorType }));
}

const ecsRunTask: Service = async ({ parameters, pattern, roleArn, signal }, services) => {
  const { tasks } = services;
  const { task, exit } = startTask(services, roleArn, parameters);
  if (pattern !== 'sync') return { Tasks: [describeTask(task)], Failures: [] };
  const stop = () => tasks.stop(task.taskArn, 'The state machine execution was aborted.');
  signal.addEventListener('abort', stop, { once: true });
  const exitCode = await exit;
  signal.removeEventListener('abort', stop);
  const description = describeTask(task, exitCode);
  if (exitCode === 0) return description;
  throw new StateError('States.TaskFailed', JSON.stringify(description));
};

/** Starting a task hands its roles to it, which is a right of its own. */
function startTask({ tasks, requireAccess }: Services, roleArn: string, parameters: Json) {
  const check = (definition: TaskDefinition, clusterArn: string) =>
    refusedAs('ECS.AccessDeniedException', () => {
      const context = { 'ecs:cluster': [clusterArn] };
      requireAccess(roleArn, { action: 'ecs:RunTask', resource: definition.arn, context });
      for (const resource of definition.roleArns) {
        const context = { 'iam:passedtoservice': ['ecs-tasks.amazonaws.com'] };
        requireAccess(roleArn, { action: 'iam:PassRole', resource, context });
      }
    });
  try {
    return tasks.run(parameters, check);
  } catch (error) {
    if (error instanceof EcsError) throw new StateError(error.name, error.message);
    throw error;
  }
}

const SERVICES: Readonly<Record<string, Service>> = {
  'lambda:invoke': lambdaInvoke,
  'ecs:runTask': ecsRunTask,
};

const PATTERNS: Readonly<Record<string, Pattern>> = {
  '': 'request',
  '.sync': 'sync',
  '.waitForTaskToken': 'waitForTaskToken',
};

/** How to do the work of a task state, from its `Resource`. @throws TerminalError if unknown. */
export function findService(resource: string): { service: Service; pattern: Pattern } {
  if (resource.startsWith('arn:aws:lambda:')) {
    const service: Service = async ({ parameters, roleArn }, services) => {
      checkInvoke(services, roleArn, resource);
      return invoke(services.functions, resource, parameters);
    };
    return { service, pattern: 'request' };
  }
  const [, name = '', suffix = ''] = /^arn:aws:states:::(\w+:\w+)(\.\w+)?$/.exec(resource) ?? [];
  const service = SERVICES[name];
  const pattern = PATTERNS[suffix];
  if (service && pattern) return { service, pattern };
  throw new TerminalError('States.Runtime', `The local cloud has no task resource "${resource}".`);
}
