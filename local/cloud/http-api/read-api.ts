import type { Assembly } from '../template/assembly.ts';
import type { Resolved } from '../template/resource.ts';
import {
  ApiProperties,
  type Authorizer,
  AuthorizerProperties,
  type HttpApi,
  IntegrationProperties,
  RouteProperties,
} from './api.contract.ts';

/** The HTTP API of the app. @throws when the app has several: they would share one address. */
export function readHttpApi(assembly: Assembly): HttpApi | undefined {
  const [api, ...more] = assembly.resources('AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  if (more.length > 0) throw new Error('The local cloud serves one HTTP API.');
  const integrations = byRef(assembly.resources('AWS::ApiGatewayV2::Integration'));
  const authorizers = byRef(assembly.resources('AWS::ApiGatewayV2::Authorizer'));
  const routes = assembly.resources('AWS::ApiGatewayV2::Route').map(resource => {
    const route = RouteProperties.parse(resource.properties);
    const integration = IntegrationProperties.parse(
      integrations.get(route.Target.replace('integrations/', ''))?.properties,
    );
    return {
      key: route.RouteKey,
      functionArn: functionArn(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
      authorizer: authorizerOf(route.AuthorizerId, authorizers),
    };
  });
  return { id: api.ref, cors: ApiProperties.parse(api.properties).CorsConfiguration, routes };
}

const byRef = (resources: readonly Resolved[]) =>
  new Map(resources.map(resource => [resource.ref, resource]));

function authorizerOf(
  id: string | undefined,
  authorizers: ReadonlyMap<string, Resolved>,
): Authorizer | undefined {
  if (!id) return undefined;
  const authorizer = AuthorizerProperties.parse(authorizers.get(id)?.properties);
  return {
    id,
    functionArn: functionArn(authorizer.AuthorizerUri),
    cacheSeconds: authorizer.AuthorizerResultTtlInSeconds,
    identitySources: authorizer.IdentitySource,
  };
}

/** API Gateway wraps the ARN of a function into one of its own. */
const functionArn = (uri: string) => /arn:aws:lambda:[^/]+/.exec(uri)?.[0] ?? uri;
