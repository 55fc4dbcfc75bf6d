import { RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';

export type AlarmRow = {
  metric: IMetric;
  /** Sounds at this value or more, in one period. */
  threshold: number;
  /** What it means for customers; docs/runbook.md says what to do. */
  meaning: string;
};

/** How this deployment is watched: every stack makes its logs and alarms through this. */
export class Operations {
  readonly #topic: ITopic;
  readonly #retentionDays: number;

  constructor(topic: ITopic, config: StageConfig) {
    this.#topic = topic;
    this.#retentionDays = config.logRetentionDays;
  }

  logs(scope: Construct, id: string) {
    // Logs hold no data of customers, so they may go with the stack.
    const removalPolicy = RemovalPolicy.DESTROY;
    return new LogGroup(scope, id, { retention: this.#retentionDays, removalPolicy });
  }

  alarm(scope: Construct, id: string, { metric, threshold, meaning }: AlarmRow) {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      alarmDescription: meaning,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    return alarm;
  }
}
