import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Operations } from '../operations.ts';

type PublicApiProps = { config: StageConfig; operations: Operations };

/** No address, no token, no query: a log line names the request and nobody. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
};

const EXPOSED_HEADERS = [
  'location',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'x-request-id',
];

/** The HTTP API with what holds for every route: CORS, throttling, access log, its alarm. */
export class PublicApi extends Construct {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, { config, operations }: PublicApiProps) {
    super(scope, id);
    this.httpApi = new HttpApi(this, 'Http', {
      apiName: `castline-${config.name}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: [...config.corsOrigins],
        allowMethods: [CorsHttpMethod.ANY],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
        exposeHeaders: EXPOSED_HEADERS,
        maxAge: Duration.hours(1),
      },
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: config.api.requestsPerSecond, burstLimit: config.api.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(operations.logs(this, 'AccessLogs')),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    operations.alarm(this, 'ServerErrors', {
      metric: this.httpApi.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 5,
      meaning: 'Customers get errors of ours from the API.',
    });
  }
}
