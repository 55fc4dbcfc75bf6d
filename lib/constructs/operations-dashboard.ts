import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { accountWideName } from '../names.ts';
import type { BackendFunction } from './backend-function.ts';
import type { WorkQueue } from './work-queue.ts';

type DashboardProps = {
  config: StageConfig;
  api: HttpApi;
  machines: readonly StateMachine[];
  queues: readonly WorkQueue[];
  functions: readonly BackendFunction[];
};

const WIDTH = 12;
const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: WIDTH });

/** One page to look at first: is the API well, do recordings end, does anything wait. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { config, api, machines, queues, functions } = props;
    const period = Duration.minutes(5);
    new Dashboard(this, 'Dashboard', {
      dashboardName: accountWideName(this, config),
      widgets: [
        [
          graph(
            'API: requests and errors',
            [api.metricCount({ period }), api.metricServerError({ period })],
            [api.metricLatency({ period, statistic: 'p95' })],
          ),
          graph(
            'Runs',
            machines.flatMap(machine => [
              machine.metricStarted({ period }),
              machine.metricSucceeded({ period }),
              machine.metricFailed({ period }),
            ]),
          ),
        ],
        [
          graph(
            'Queues: waiting and dead',
            queues.flatMap(({ queue, deadLetters }) => [
              queue.metricApproximateNumberOfMessagesVisible({ period }),
              deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
            ]),
          ),
          graph(
            'Functions: errors',
            functions.map(({ function: handler }) => handler.metricErrors({ period })),
          ),
        ],
      ],
    });
  }
}
