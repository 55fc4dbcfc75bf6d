import { type ISecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  type ContainerDefinition,
  FargatePlatformVersion,
  type FargateTaskDefinition,
  type ICluster,
} from 'aws-cdk-lib/aws-ecs';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IntegrationPattern, JsonPath, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import {
  CapacityProviderOptions,
  EcsFargateLaunchTarget,
  EcsRunTask,
} from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import { IDS } from './parts.ts';
import { RETRY_ON_DEMAND, RETRY_ON_SPOT } from './retry.ts';

export type Capacity = 'FARGATE_SPOT' | 'FARGATE';

/** Where workers run, and the task definition of each stage. */
export type Workers = {
  cluster: ICluster;
  securityGroup: ISecurityGroup;
  tasks: ReadonlyMap<string, { definition: FargateTaskDefinition; container: ContainerDefinition }>;
};

/** What does the work of the states. */
export type StageParts = {
  /** Plans and finishes. */
  run: IFunction;
  /** Of each family of stages. */
  families: ReadonlyMap<string, IFunction>;
  workers: Workers;
};

/** The function of a stage's family. */
export function familyOf({ families }: StageParts, { name, family }: StageRow): IFunction {
  const found = families.get(family);
  if (!found) throw new Error(`The stage ${name} has no function of the family ${family}.`);
  return found;
}

export type RunWorkerProps = {
  stage: string;
  workers: Workers;
  capacity: Capacity;
  /** Where the worker's answer goes; nowhere, if left out. */
  resultPath?: string;
  /** Inside a Map: makes the part that the item names. */
  isPart?: true;
};

/**
 * Starts a worker and waits until it answers with the token. A worker that dies cannot answer,
 * so there is always a heartbeat; the plan says how long, by the size of the recording.
 */
export function runWorker(scope: Construct, name: string, props: RunWorkerProps) {
  const { stage, workers, capacity, resultPath = JsonPath.DISCARD, isPart } = props;
  const environment = [...order(stage), ...(isPart ? [PART] : [])];
  const task = workers.tasks.get(stage);
  if (!task) throw new Error(`No task definition for the stage ${stage}.`);
  const state = new EcsRunTask(scope, name, {
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    cluster: workers.cluster,
    taskDefinition: task.definition,
    containerOverrides: [{ containerDefinition: task.container, environment }],
    launchTarget: new EcsFargateLaunchTarget({
      platformVersion: FargatePlatformVersion.LATEST,
      capacityProviderOptions: CapacityProviderOptions.custom([
        { capacityProvider: capacity, weight: 1 },
      ]),
    }),
    assignPublicIp: true,
    subnets: { subnetType: SubnetType.PUBLIC },
    securityGroups: [workers.securityGroup],
    heartbeatTimeout: Timeout.at('$.plan.heartbeat_seconds'),
    taskTimeout: Timeout.at('$.plan.timeout_seconds'),
    resultPath,
  });
  const retries = capacity === 'FARGATE' ? RETRY_ON_DEMAND : [RETRY_ON_SPOT];
  for (const retry of retries) state.addRetry(retry);
  return state;
}

/** What the worker is to do. Overrides are limited to 8,192 characters, a token is up to 2,048. */
const order = (stage: string) => [
  { name: 'STAGE', value: stage },
  { name: 'WORKSPACE_ID', value: IDS.workspace_id },
  { name: 'SUBJECT_KIND', value: IDS.kind },
  { name: 'SUBJECT_ID', value: IDS.id },
  { name: 'TASK_ID', value: IDS.task_id },
  { name: 'TASK_TOKEN', value: JsonPath.taskToken },
];

const PART = { name: 'PART', value: JsonPath.stringAt('$.part') };
