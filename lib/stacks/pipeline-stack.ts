import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import type { StageConfig } from '../config.ts';
import { BackendFunction } from '../constructs/backend-function.ts';
import { PipelineMachine } from '../constructs/pipeline-machine.ts';
import { WorkerTask } from '../constructs/worker-task.ts';
import { type FunctionRow, type Programs, WORKER_STOPPED } from '../functions.ts';
import { capital, stackName } from '../names.ts';
import type { StageParts } from '../pipeline/container-task.ts';
import type { DataStack } from './data-stack.ts';
import type { MediaStack } from './media-stack.ts';

/** How the subjects of each kind are worked on: functions, workers, and a state machine a kind. */
export class PipelineStack extends Stack {
  readonly machines: readonly StateMachine[];
  readonly functions: readonly BackendFunction[];
  readonly #config: StageConfig;
  readonly #data: DataStack;
  readonly #media: MediaStack;

  constructor(
    app: App,
    config: StageConfig,
    { data, media }: { data: DataStack; media: MediaStack },
    { pipelines, run, families }: Programs,
  ) {
    super(app, 'Pipeline', { stackName: stackName(config, 'pipeline') });
    this.#config = config;
    this.#data = data;
    this.#media = media;
    const make = (row: FunctionRow) => new BackendFunction(this, { row, ...data });
    const running = make(run);
    const stages = new Map([...families].map(([family, row]) => [family, make(row)]));
    const stopped = make(WORKER_STOPPED);
    this.functions = [running, ...stages.values(), stopped];
    const lambdas = {
      run: running.function,
      families: new Map([...stages].map(([family, { function: lambda }]) => [family, lambda])),
    };
    this.machines = pipelines.map(pipeline => this.#machine(pipeline, lambdas));
    this.#tellStoppedWorkers(stopped);
  }

  #machine(pipeline: Pipeline, lambdas: Omit<StageParts, 'workers'>) {
    const { operations } = this.#data;
    const { cluster, securityGroup } = this.#media;
    const workers = { cluster, securityGroup, tasks: this.#tasks(pipeline) };
    const parts = { ...lambdas, workers };
    const props = { pipeline, config: this.#config, operations, parts };
    return new PipelineMachine(this, `${capital(pipeline.kind)}Runs`, props).machine;
  }

  #tasks({ stages }: Pipeline) {
    const { operations, supplies } = this.#data;
    const heavy = stages.filter(({ runsIn }) => runsIn === 'container');
    return new Map(
      heavy.map(stage => {
        const props = { stage, config: this.#config, operations, supplies };
        return [stage.name, new WorkerTask(this, stage.name, props)];
      }),
    );
  }

  /** A container that is killed answers nobody; ECS says so within seconds. */
  #tellStoppedWorkers({ function: handler }: BackendFunction) {
    new Rule(this, 'WorkerStoppedRule', {
      description: 'A worker of Castline stopped',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Task State Change'],
        detail: { clusterArn: [this.#media.cluster.clusterArn], lastStatus: ['STOPPED'] },
      },
      targets: [new LambdaFunction(handler, { maxEventAge: Duration.hours(1) })],
    });
  }
}
