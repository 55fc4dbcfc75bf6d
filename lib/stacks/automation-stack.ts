import { type App, Duration, Stack } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StageConfig } from '../config.ts';
import { BackendFunction } from '../constructs/backend-function.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import {
  ERASE_ACCOUNT,
  type FunctionRow,
  INGEST,
  JOBS,
  type Programs,
  TAKE_BACK,
} from '../functions.ts';
import { stackName, stateMachineArn } from '../names.ts';
import type { Supply } from '../supplies.ts';
import type { DataStack } from './data-stack.ts';
import type { PipelineStack } from './pipeline-stack.ts';

type Parts = { data: DataStack; pipeline: PipelineStack };

/** What happens without anybody asking: files arrive, queued work starts, stuck work is freed. */
export class AutomationStack extends Stack {
  readonly functions: readonly BackendFunction[];

  constructor(
    app: App,
    config: StageConfig,
    { data, pipeline }: Parts,
    programs: Pick<Programs, 'admit' | 'sweep'>,
  ) {
    super(app, 'Automation', { stackName: stackName(config, 'automation') });
    const supplies = {
      ...data.supplies,
      ...runs(pipeline.machines, stateMachineArn(this, config, '')),
    };
    const make = (row: FunctionRow) =>
      new BackendFunction(this, { row, supplies, operations: data.operations });
    const ingest = make(INGEST);
    const admit = make(programs.admit);
    const takeBack = make(TAKE_BACK);
    const eraseAccount = make(ERASE_ACCOUNT);
    const jobs = make(JOBS);
    const sweep = make(programs.sweep);
    feed(ingest, data.ingest);
    feed(admit, data.admission);
    feed(takeBack, data.publications);
    feed(eraseAccount, data.erasures);
    feed(jobs, data.jobs);
    new Schedule(this, 'SweepSchedule', {
      description: 'Frees slots of crashed runs and admits what waits',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // The next minute sweeps again, so a failed one needs no second try.
      target: new LambdaInvoke(sweep.function, { retryAttempts: 0 }),
    });
    this.functions = [ingest, admit, takeBack, eraseAccount, jobs, sweep];
  }
}

/** One bad message of a batch is tried again alone. */
const feed = ({ function: handler }: BackendFunction, { queue }: WorkQueue) =>
  handler.addEventSource(
    new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 10 }),
  );

function runs(machines: readonly StateMachine[], prefix: string) {
  const of = (allow: (machine: StateMachine, grantee: IGrantable) => unknown): Supply => ({
    environment: { STATE_MACHINE_PREFIX: prefix },
    grantTo: grantee => {
      for (const machine of machines) allow(machine, grantee);
    },
  });
  return {
    runs: of((machine, grantee) => {
      machine.grantStartExecution(grantee);
      machine.grantExecution(grantee, 'states:StopExecution');
    }),
    run_states: of((machine, grantee) =>
      machine.grantExecution(grantee, 'states:DescribeExecution'),
    ),
  };
}
