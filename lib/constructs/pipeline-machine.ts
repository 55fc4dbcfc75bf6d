import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import type { StageConfig } from '../config.ts';
import { stateMachineName } from '../names.ts';
import type { Operations } from '../operations.ts';
import type { StageParts } from '../pipeline/container-task.ts';
import { pipelineDefinition } from '../pipeline/definition.ts';

type PipelineMachineProps = {
  pipeline: Pipeline;
  config: StageConfig;
  operations: Operations;
  parts: StageParts;
};

/** A speech provider may take a day; all else of a recording of many hours fits into the rest. */
const RUN_LIMIT = Duration.hours(36);

/** The state machine of one kind of subject, with its rights and alarms. */
export class PipelineMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: PipelineMachineProps) {
    super(scope, id);
    const { pipeline, config, operations, parts } = props;
    const states = new Construct(this, 'States');
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: stateMachineName(config, pipeline.kind),
      definitionBody: DefinitionBody.fromChainable(pipelineDefinition(states, pipeline, parts)),
      timeout: RUN_LIMIT,
      tracingEnabled: true,
      logs: {
        destination: operations.logs(this, 'Logs'),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    if (parts.workers.tasks.size > 0) this.#adjustRights(parts);
    this.#watch(props);
  }

  #adjustRights({ workers }: StageParts) {
    const revisions = [...workers.tasks.values()].map(({ definition }) =>
      Stack.of(this).formatArn({
        service: 'ecs',
        resource: 'task-definition',
        resourceName: `${definition.family}:*`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    );
    // States name the family, so in the minute of a deployment they may start either revision.
    const start = new PolicyStatement({ actions: ['ecs:RunTask'], resources: revisions });
    // CDK allows these on all tasks of the account, and a state that waits for a token needs none.
    const stop = new PolicyStatement({
      effect: Effect.DENY,
      actions: ['ecs:StopTask', 'ecs:DescribeTasks'],
      resources: ['*'],
    });
    for (const statement of [start, stop]) this.machine.addToRolePolicy(statement);
  }

  #watch({ pipeline: { kind }, config, operations }: PipelineMachineProps) {
    const period = Duration.minutes(15);
    operations.alarm(this, 'Failed', {
      metric: this.machine.metricFailed({ period }),
      threshold: config.failedRunsAlarm,
      meaning: `Several ${kind}s failed in a quarter of an hour: more than a broken file.`,
    });
    operations.alarm(this, 'TimedOut', {
      metric: this.machine.metricTimedOut({ period }),
      threshold: 1,
      meaning: `A ${kind} was processed for a day and a half without an end.`,
    });
  }
}
