import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StageConfig } from '../config.ts';
import { BackendFunction } from '../constructs/backend-function.ts';
import { STAGE, WORKER_STOPPED } from '../functions.ts';
import { stackName, stateMachineName } from '../names.ts';
import { pipelineDefinition } from '../pipeline/definition.ts';
import type { DataStack } from './data-stack.ts';
import type { MediaStack } from './media-stack.ts';

/** A recording of many hours on a busy day; nothing runs for longer. */
const RUN_LIMIT = Duration.hours(24);

/** The way of a recording from its original to its page. */
export class PipelineStack extends Stack {
  readonly machine: StateMachine;
  readonly functions: readonly BackendFunction[];

  constructor(app: App, config: StageConfig, data: DataStack, media: MediaStack) {
    super(app, 'Pipeline', { stackName: stackName(config, 'pipeline') });
    const { operations, supplies } = data;
    const stage = new BackendFunction(this, { row: STAGE, operations, supplies });
    const stopped = new BackendFunction(this, { row: WORKER_STOPPED, operations, supplies });
    this.functions = [stage, stopped];
    const parts = { lambda: stage.function, workers: media };
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: stateMachineName(config),
      definitionBody: DefinitionBody.fromChainable(pipelineDefinition(this, parts)),
      timeout: RUN_LIMIT,
      tracingEnabled: true,
      logs: {
        destination: operations.logs(this, 'MachineLogs'),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.#tellStoppedWorkers(media, stopped);
    operations.alarm(this, 'RunsFailed', {
      metric: this.machine.metricFailed({ period: Duration.minutes(15) }),
      threshold: config.failedRunsAlarm,
      meaning: 'Several recordings failed in a quarter of an hour: more than a broken file.',
    });
    operations.alarm(this, 'RunsTimedOut', {
      metric: this.machine.metricTimedOut({ period: Duration.minutes(15) }),
      threshold: 1,
      meaning: 'A recording was processed for a day without an end.',
    });
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
