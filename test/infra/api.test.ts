import { describe, expect, test } from 'vitest';
import { API_FUNCTIONS } from '../../lib/functions.ts';
import { API } from '../../src/api.ts';
import { type Json, onlyResource, ourFunctions, resources } from './support/cloud.ts';

const rows = API.flatMap(({ entry, routes }) => routes.map(route => ({ ...route, entry })));
const routes = new Map(
  resources('api', 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
    Properties.RouteKey,
    Properties,
  ]),
);
const integrations = new Map(resources('api', 'AWS::ApiGatewayV2::Integration'));
const functions = new Map(ourFunctions());

/** The source file that answers a route. */
function entryOf({ Target }: { Target: Json }) {
  const integration = integrations.get(Target['Fn::Join'][1][1].Ref);
  const functionId = integration?.Properties.IntegrationUri['Fn::GetAtt'][0];
  return functions.get(functionId)?.Metadata?.['castline:entry'];
}

describe.each(rows)('$method $path', row => {
  const route = routes.get(`${row.method} ${row.path}`);

  test('is a route of the gateway, answered by its feature', () => {
    expect(route && entryOf(route)).toBe(row.entry);
  });

  test(row.public ? 'is open, as its row says' : 'is refused without a valid token', () => {
    const authorizer = resources('api', 'AWS::ApiGatewayV2::Authorizer')[0]?.[0];
    const guard = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: authorizer } };
    if (row.public) expect(route).not.toHaveProperty('AuthorizerId');
    else expect(route).toMatchObject(guard);
  });
});

test('the gateway has no route without a row, but the one for unknown paths', () => {
  const known = rows.map(({ method, path }) => `${method} ${path}`);
  expect([...routes.keys()].sort()).toEqual([...known, '$default'].sort());
  expect(routes.size).toBeLessThan(300);
});

test('unknown paths get no integration of another feature', () => {
  expect(entryOf(routes.get('$default'))).toBe('functions/api/docs.ts');
});

test('no row of a function is without routes', () => {
  const used = API.map(({ entry }) => entry);
  expect(API_FUNCTIONS.map(({ entry }) => entry).sort()).toEqual([...used].sort());
});

test('a client that watches a task keeps a small function waiting', () => {
  const watched = rows.filter(row => 'query' in row && row.query && 'wait' in row.query.shape);
  expect(watched.map(({ path }) => path)).toEqual(['/v1/tasks/{task_id}']);
  for (const { entry } of watched) {
    const row = API_FUNCTIONS.find(candidate => candidate.entry === entry);
    expect(row?.memoryMiB).toBe(256);
  }
});

test('the authorizer is asked every time, also where the header is missing', () => {
  expect(onlyResource('api', 'AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    IdentitySource: [],
    AuthorizerResultTtlInSeconds: 0,
  });
});

test('the gateway may call each function by one statement of its policy', () => {
  const permissions = resources('api', 'AWS::Lambda::Permission');
  // Two more are of the authorizer and of the route for unknown paths.
  expect(permissions).toHaveLength(API.length + 2);
});

test('the route without a method may call its function, too', () => {
  const sources = resources('api', 'AWS::Lambda::Permission').map(([, { Properties }]) =>
    JSON.stringify(Properties.SourceArn),
  );
  expect(sources.filter(source => source.includes('/*/$default'))).toHaveLength(1);
});

test('all routes are throttled and logged, and a log line names nobody', () => {
  const { DefaultRouteSettings, AccessLogSettings } = onlyResource(
    'api',
    'AWS::ApiGatewayV2::Stage',
  ).Properties;
  expect(DefaultRouteSettings).toMatchObject({
    ThrottlingRateLimit: 500,
    ThrottlingBurstLimit: 1000,
  });
  const fields = Object.keys(JSON.parse(AccessLogSettings.Format));
  expect(fields).toEqual(expect.arrayContaining(['requestId', 'route', 'status']));
  expect(AccessLogSettings.Format).not.toMatch(/sourceIp|authorization|\$context\.path|userAgent/i);
});

test('pages of other origins may send what the API reads, and read what it answers', () => {
  const { CorsConfiguration } = onlyResource('api', 'AWS::ApiGatewayV2::Api').Properties;
  expect(CorsConfiguration.AllowHeaders).toEqual(
    expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']),
  );
  expect(CorsConfiguration.ExposeHeaders).toEqual(
    expect.arrayContaining(['retry-after', 'x-request-id']),
  );
  expect(CorsConfiguration).not.toHaveProperty('AllowCredentials');
});
