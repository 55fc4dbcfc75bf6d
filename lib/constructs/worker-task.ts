import { Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  type ContainerDefinition,
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import type { Right } from '../../src/pipeline/rights.ts';
import type { StageConfig } from '../config.ts';
import { repositoryPath } from '../names.ts';
import type { Operations } from '../operations.ts';
import { environmentOf, type Supplies, suppliesFor } from '../supplies.ts';
import { nameEntry } from './entry-metadata.ts';

type WorkerTaskProps = {
  stage: StageRow;
  config: StageConfig;
  operations: Operations;
  supplies: Supplies;
};

export const WORKER_ENTRY = 'containers/worker/main.ts';
export const WORKER_DOCKERFILE = 'containers/worker/Dockerfile';
/** The most that Fargate allows: time to save what can be saved. */
const STOP_SECONDS = 120;

/** What every worker needs; the stage's row says more. */
const RIGHTS: readonly Right[] = ['workspace_rows', 'stage_files', 'heartbeat', 'task_answers'];

const rightsOf = ({ continues, rights = [] }: StageRow): Right[] => [
  ...RIGHTS,
  ...rights,
  ...(continues ? (['interim_files'] as const) : []),
];

/** The task definition of one stage: the one image, with the stage's size and rights. */
export class WorkerTask extends Construct {
  readonly definition: FargateTaskDefinition;
  readonly container: ContainerDefinition;

  constructor(scope: Construct, id: string, props: WorkerTaskProps) {
    super(scope, id);
    const { stage, config, operations, supplies } = props;
    if (!stage.size) throw new Error(`The stage ${stage.name} runs in a container without a size.`);
    this.definition = new FargateTaskDefinition(this, 'Task', {
      family: `castline-${config.name}-${stage.name}`,
      cpu: stage.size.cpu,
      memoryLimitMiB: stage.size.memoryMiB,
      ephemeralStorageGiB: config.scratchGiB,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.X86_64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    const granted = suppliesFor(rightsOf(stage), supplies);
    for (const { grantTo } of granted) grantTo?.(this.definition.taskRole);
    this.container = this.definition.addContainer('worker', {
      image: workerImage(),
      environment: environmentOf(granted),
      logging: LogDrivers.awsLogs({ logGroup: operations.logs(this, 'Logs'), streamPrefix: 'w' }),
      stopTimeout: Duration.seconds(STOP_SECONDS),
      // Engines that lost their parent are reaped, and SIGTERM reaches the worker.
      linuxParameters: new LinuxParameters(this, 'Linux', { initProcessEnabled: true }),
    });
    nameEntry(this.definition, WORKER_ENTRY);
  }
}

/** One image for all stages: equal assets are built and pushed once. `.dockerignore` says what goes in. */
const workerImage = () =>
  ContainerImage.fromAsset(repositoryPath('.'), {
    file: WORKER_DOCKERFILE,
    platform: Platform.LINUX_AMD64,
  });
