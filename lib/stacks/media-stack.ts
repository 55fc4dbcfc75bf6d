import { type App, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import type { StageConfig } from '../config.ts';
import { WorkerNetwork } from '../constructs/worker-network.ts';
import { stackName } from '../names.ts';
import type { DataStack } from './data-stack.ts';

/**
 * Where media work runs: a network and a cluster. The task definitions are in the pipeline's
 * stack: they change with every image, and CloudFormation changes no value that another stack
 * imports.
 */
export class MediaStack extends Stack {
  readonly cluster: Cluster;
  readonly securityGroup: ISecurityGroup;

  constructor(app: App, config: StageConfig, { operations }: DataStack) {
    super(app, 'Media', { stackName: stackName(config, 'media') });
    const network = new WorkerNetwork(this, 'Network', { config, operations });
    this.securityGroup = network.securityGroup;
    this.cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      enableFargateCapacityProviders: true,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
  }
}
