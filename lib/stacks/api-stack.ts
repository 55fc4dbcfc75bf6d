import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { API, type ApiFeature, FALLBACK_ENTRY } from '../../src/api.ts';
import type { StageConfig } from '../config.ts';
import { BackendFunction } from '../constructs/backend-function.ts';
import { PublicApi } from '../constructs/public-api.ts';
import { API_FUNCTIONS, AUTHORIZER, type FunctionRow } from '../functions.ts';
import { stackName } from '../names.ts';
import type { DataStack } from './data-stack.ts';

/** The HTTPS API: one Lambda for each feature, one route for each row, all but public ones guarded. */
export class ApiStack extends Stack {
  readonly httpApi: HttpApi;
  readonly functions: readonly BackendFunction[];
  readonly #data: DataStack;
  readonly #authorizer: HttpLambdaAuthorizer;

  constructor(app: App, config: StageConfig, data: DataStack) {
    super(app, 'Api', { stackName: stackName(config, 'api') });
    this.#data = data;
    const { operations } = data;
    this.httpApi = new PublicApi(this, 'Api', { config, operations }).httpApi;
    const authorizer = this.#make(AUTHORIZER);
    this.#authorizer = new HttpLambdaAuthorizer('Authorizer', authorizer.function, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // A missing header is the authorizer's matter too: the gateway's own 401 has no code.
      identitySource: [],
      // A kept answer would let a session live on after its logout.
      resultsCacheTtl: Duration.seconds(0),
    });
    this.functions = [authorizer, ...API.map(feature => this.#feature(feature))];
    new CfnOutput(this, 'ApiUrl', { value: this.httpApi.apiEndpoint });
  }

  #make(row: FunctionRow) {
    const { operations, supplies } = this.#data;
    return new BackendFunction(this, { row, operations, supplies });
  }

  #feature({ entry, routes }: ApiFeature) {
    const made = this.#make(functionRow(entry));
    // One permission for the API: one for each route would outgrow the function's policy.
    const options = { scopePermissionToRoute: false };
    const integration = new HttpLambdaIntegration(entry, made.function, options);
    if (entry === FALLBACK_ENTRY) this.#answerUnknownPaths(integration, made);
    for (const route of routes) {
      this.httpApi.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration,
        ...(!route.public && { authorizer: this.#authorizer }),
      });
    }
    return made;
  }

  /** Public, because there is nothing to guard: the answer is a problem document. */
  #answerUnknownPaths(integration: HttpLambdaIntegration, { function: handler }: BackendFunction) {
    const { httpApi } = this;
    new HttpRoute(this, 'Unknown', { httpApi, integration, routeKey: HttpRouteKey.DEFAULT });
    // This route has no method, so the permission that CDK gives, for all methods, leaves it out.
    handler.addPermission('UnknownPaths', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.formatArn({
        service: 'execute-api',
        resource: httpApi.apiId,
        resourceName: '*/$default',
      }),
    });
  }
}

function functionRow(entry: ApiFeature['entry']): FunctionRow {
  const row = API_FUNCTIONS.find(candidate => candidate.entry === entry);
  if (!row) throw new Error(`${entry} has no row in lib/functions.ts.`);
  return row;
}
