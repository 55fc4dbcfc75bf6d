import { type App, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { STAGES, type StageDefinition } from '../../src/pipeline/stages.ts';
import type { StageConfig } from '../config.ts';
import { WorkerNetwork } from '../constructs/worker-network.ts';
import { WorkerTask } from '../constructs/worker-task.ts';
import { stackName } from '../names.ts';
import type { DataStack } from './data-stack.ts';

/** Where media work runs: a network, a cluster, and one task definition for each heavy stage. */
export class MediaStack extends Stack {
  readonly cluster: Cluster;
  readonly securityGroup: ISecurityGroup;
  readonly tasks: ReadonlyMap<string, WorkerTask>;

  constructor(app: App, config: StageConfig, data: DataStack) {
    super(app, 'Media', { stackName: stackName(config, 'media') });
    const { operations, supplies } = data;
    const network = new WorkerNetwork(this, 'Network', { config, operations });
    this.securityGroup = network.securityGroup;
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      enableFargateCapacityProviders: true,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    const stages: readonly StageDefinition[] = STAGES;
    this.tasks = new Map(
      stages
        .filter(({ runsIn }) => runsIn === 'container')
        .map(stage => [
          stage.name,
          new WorkerTask(this, stage.name, { stage, config, operations, supplies }),
        ]),
    );
  }
}
