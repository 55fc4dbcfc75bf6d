import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { STAGES, type StageDefinition } from '../../src/pipelines/recording.ts';
import type { StageConfig } from '../config.ts';
import { BackendFunction } from '../constructs/backend-function.ts';
import { RecordingMachine } from '../constructs/recording-machine.ts';
import { WorkerTask } from '../constructs/worker-task.ts';
import { STAGE, WORKER_STOPPED } from '../functions.ts';
import { stackName } from '../names.ts';
import type { DataStack } from './data-stack.ts';
import type { MediaStack } from './media-stack.ts';

/** The way of a recording from its original to its page. */
export class PipelineStack extends Stack {
  readonly machine: StateMachine;
  readonly functions: readonly BackendFunction[];

  constructor(app: App, config: StageConfig, data: DataStack, media: MediaStack) {
    super(app, 'Pipeline', { stackName: stackName(config, 'pipeline') });
    const { operations } = data;
    const stage = new BackendFunction(this, { row: STAGE, ...data });
    const stopped = new BackendFunction(this, { row: WORKER_STOPPED, ...data });
    this.functions = [stage, stopped];
    const { cluster, securityGroup } = media;
    const workers = { cluster, securityGroup, tasks: this.#tasks(config, data) };
    const parts = { lambda: stage.function, workers };
    this.machine = new RecordingMachine(this, 'Runs', { config, operations, parts }).machine;
    this.#tellStoppedWorkers(media, stopped);
  }

  #tasks(config: StageConfig, { operations, supplies }: DataStack) {
    const stages: readonly StageDefinition[] = STAGES;
    const heavy = stages.filter(({ runsIn }) => runsIn === 'container');
    const task = (stage: StageDefinition) =>
      new WorkerTask(this, stage.name, { stage, config, operations, supplies });
    return new Map(heavy.map(stage => [stage.name, task(stage)]));
  }

  /** A container that is killed answers nobody; ECS says so within seconds. */
  #tellStoppedWorkers({ cluster }: MediaStack, { function: handler }: BackendFunction) {
    new Rule(this, 'WorkerStoppedRule', {
      description: 'A worker of Castline stopped',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Task State Change'],
        detail: { clusterArn: [cluster.clusterArn], lastStatus: ['STOPPED'] },
      },
      targets: [new LambdaFunction(handler, { maxEventAge: Duration.hours(1) })],
    });
  }
}
