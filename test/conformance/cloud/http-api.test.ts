import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Authorizer, HttpApi } from '../../../local/cloud/http-api/api.contract.ts';
import { httpApiListener } from '../../../local/cloud/http-api/listener.ts';
import type { Functions } from '../../../local/cloud/lambda/functions.ts';
import { ACCOUNT, pause, REGION } from './support.ts';

const route = (key: string, authorizer?: Authorizer) => ({
  key,
  functionArn: key.startsWith('GET /slow') ? 'slow' : 'main',
  timeoutMs: 300,
  authorizer,
});
const guard: Authorizer = {
  id: 'guard',
  functionArn: 'guard',
  cacheSeconds: 0,
  identitySources: ['$request.header.Authorization'],
};
const API: HttpApi = {
  id: 'api',
  cors: {
    AllowOrigins: ['https://app.example'],
    AllowMethods: ['*'],
    AllowHeaders: ['authorization', 'content-type'],
    ExposeHeaders: ['x-request-id'],
    MaxAge: 3600,
    AllowCredentials: false,
  },
  routes: [
    route('GET /things'),
    route('POST /things'),
    route('GET /things/{id}'),
    route('GET /things/special'),
    route('ANY /things/{id}/files/{path+}'),
    route('GET /slow'),
    route('GET /guarded', guard),
    route('GET /cached', { ...guard, id: 'cached', cacheSeconds: 60 }),
  ],
};

let server: Server;
let base = '';
let answer: (event: Record<string, unknown>) => unknown;
let verdict: unknown;
let asked: unknown[];
let clock: number;
/** Ends with the patience of the gateway. */
let given: AbortSignal | undefined;

beforeEach(async () => {
  answer = event => ({ statusCode: 200, body: JSON.stringify(event) });
  verdict = { isAuthorized: true, context: { user: 'u1', roles: ['owner'] } };
  asked = [];
  clock = Date.UTC(2026, 0, 1);
  const invoke: Functions['invoke'] = async (name, event, signal) => {
    given = signal;
    if (name === 'slow') await pause(2000);
    if (name === 'guard') {
      asked.push(event);
      if (verdict instanceof Error)
        return { payload: '{}', error: { errorType: 'E', errorMessage: '' } };
      return { payload: JSON.stringify(verdict) };
    }
    try {
      return { payload: JSON.stringify(await answer(event as Record<string, unknown>)) };
    } catch {
      return { payload: '{}', error: { errorType: 'E', errorMessage: 'secret detail' } };
    }
  };
  const functions: Functions = {
    invoke,
    invokeLater: () => undefined,
    find: () => undefined,
    pools: [],
    stop: async () => undefined,
  };
  server = createServer(
    httpApiListener({
      api: API,
      functions,
      mayCall: () => true,
      region: REGION,
      accountId: ACCOUNT,
      domainName: 'api.local',
      now: () => clock,
    }),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const eventOf = async (path: string, init?: RequestInit) =>
  (await fetch(base + path, init)).json() as Promise<Record<string, unknown>>;

describe('routes', () => {
  test.each([
    { path: '/things', routeKey: 'GET /things' },
    { path: '/things/7', routeKey: 'GET /things/{id}', pathParameters: { id: '7' } },
    { path: '/things/special', routeKey: 'GET /things/special' },
    { path: '/things/%C3%A9%20x', routeKey: 'GET /things/{id}', pathParameters: { id: 'é x' } },
    {
      path: '/things/7/files/a/b.txt',
      routeKey: 'ANY /things/{id}/files/{path+}',
      pathParameters: { id: '7', path: 'a/b.txt' },
    },
  ])('$path is $routeKey', async ({ path, routeKey, pathParameters }) => {
    const event = await eventOf(path);
    expect(event).toMatchObject({ routeKey, requestContext: { routeKey } });
    expect(event.pathParameters).toEqual(pathParameters);
  });

  test.each(['/none', '/things/', '/things/7/files/', '/'])('%s is not found', async path => {
    const response = await fetch(base + path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  test('a method without a route is not found', async () => {
    expect((await fetch(`${base}/things/7`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('the event', () => {
  test('has query, headers and cookies in the words of format 2.0', async () => {
    const event = await eventOf('/things?a=1&a=2&b=x%20y&c=', {
      headers: { 'X-Thing': 'T', cookie: 'one=1; two=2' },
    });
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/things',
      rawQueryString: 'a=1&a=2&b=x%20y&c=',
      queryStringParameters: { a: '1,2', b: 'x y', c: '' },
      headers: { 'x-thing': 'T' },
      cookies: ['one=1', 'two=2'],
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'GET', path: '/things', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' },
        stage: '$default',
        timeEpoch: Date.UTC(2026, 0, 1),
      },
    });
    expect(event).not.toHaveProperty('body');
  });

  test.each([
    { type: 'application/json', body: '{"ä":1}', isBase64Encoded: false },
    { type: 'text/plain; charset=utf-8', body: 'hi', isBase64Encoded: false },
    { type: 'application/problem+json', body: '{}', isBase64Encoded: false },
    { type: 'application/octet-stream', body: 'hi', isBase64Encoded: true },
    { type: 'application/x-www-form-urlencoded', body: 'a=b', isBase64Encoded: true },
  ])(
    'has a body of $type with base64 $isBase64Encoded',
    async ({ type, body, isBase64Encoded }) => {
      const event = await eventOf('/things', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      const expected = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
      expect(event).toMatchObject({ isBase64Encoded, body: expected });
    },
  );
});

describe('the answer', () => {
  test('has status, headers, cookies and bytes of the function', async () => {
    const bytes = Buffer.from([0, 255, 1, 254]);
    answer = () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'application/octet-stream', 'X-Number': 5 },
      cookies: ['a=1', 'b=2'],
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    });
    const response = await fetch(`${base}/things`);
    expect(response.status).toBe(201);
    expect(response.headers.get('x-number')).toBe('5');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test('without a body and with 204', async () => {
    answer = () => ({ statusCode: 204 });
    const response = await fetch(`${base}/things`);
    expect(response.status).toBe(204);
    expect(response.headers.get('content-length')).toBeNull();
  });

  test('is JSON when the function returns anything else', async () => {
    answer = () => ['plain'];
    const response = await fetch(`${base}/things`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(['plain']);
  });

  test.each([
    { name: 'a failed function', make: () => Promise.reject(new Error('x')) },
    { name: 'an answer that is none', make: () => ({ statusCode: 'yes' }) },
  ])('$name is a 500 that tells nothing', async ({ make }) => {
    answer = make;
    const response = await fetch(`${base}/things`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  });

  test('a function that is too slow is a 503', async () => {
    const response = await fetch(`${base}/slow`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ message: 'Service Unavailable' });
    // Whoever was refused tries again: what still waits is not carried out on top of that.
    expect(given?.aborted).toBe(true);
  });
});

describe('limits', () => {
  const MiB = 1024 * 1024;
  const post = (bytes: number) =>
    fetch(`${base}/things`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(bytes),
    });

  test('a body of 10 MiB is too large by one byte', async () => {
    answer = event => ({ statusCode: 200, body: String(String(event.body).length) });
    expect((await post(5 * MiB)).status).toBe(200);
    const response = await post(10 * MiB + 1);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  test('a body whose length is not told is cut off at the limit', async () => {
    const chunk = new Uint8Array(MiB);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 12) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    const status = await fetch(`${base}/things`, init).then(
      response => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  test('headers above 10,240 bytes are refused', async () => {
    const response = await fetch(`${base}/things`, { headers: { long: 'x'.repeat(10_240) } });
    expect(response.status).toBe(431);
  });

  test('a broken escape in the path is a bad request', async () => {
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('data', data => resolve(String(data)));
      socket.write('GET /things/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    });
    expect(text).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('CORS', () => {
  const origin = 'https://app.example';

  test('a preflight is answered by the API itself, also for unknown paths', async () => {
    const response = await fetch(`${base}/guarded/none`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH' },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': '*',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '3600',
    });
  });

  test('answers and refusals may be read by the origin', async () => {
    for (const path of ['/things', '/none', '/guarded']) {
      const { headers } = await fetch(base + path, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-expose-headers')).toBe('x-request-id');
    }
  });

  test('a foreign origin gets no leave, whatever the function says', async () => {
    answer = () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } });
    const headers = { origin: 'https://evil.example' };
    const response = await fetch(`${base}/things`, { headers });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const asking = { ...headers, 'access-control-request-method': 'GET' };
    const preflight = await fetch(`${base}/things`, { method: 'OPTIONS', headers: asking });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the authorizer', () => {
  const authorization = 'Bearer t';

  test('is not asked without its identity source', async () => {
    const response = await fetch(`${base}/guarded`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
    expect(asked).toEqual([]);
  });

  test('gets the request without its body, and its context reaches the function', async () => {
    const event = await eventOf('/guarded?x=1', { headers: { authorization } });
    expect(asked).toMatchObject([
      {
        version: '2.0',
        type: 'REQUEST',
        identitySource: [authorization],
        routeKey: 'GET /guarded',
        routeArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:api/$default/GET/guarded`,
        headers: { authorization },
        queryStringParameters: { x: '1' },
      },
    ]);
    expect(event.requestContext).toMatchObject({
      authorizer: { lambda: { user: 'u1', roles: ['owner'] } },
    });
  });

  test.each([
    { name: 'a refusal', said: { isAuthorized: false }, status: 403, message: 'Forbidden' },
    { name: 'nonsense', said: 'yes', status: 500, message: 'Internal Server Error' },
    { name: 'a crash', said: new Error('x'), status: 500, message: 'Internal Server Error' },
  ])('$name is a $status', async ({ said, status, message }) => {
    verdict = said;
    const response = await fetch(`${base}/guarded`, { headers: { authorization } });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message });
  });

  test('is asked again for every request without a cache time', async () => {
    await fetch(`${base}/guarded`, { headers: { authorization } });
    await fetch(`${base}/guarded`, { headers: { authorization } });
    expect(asked).toHaveLength(2);
  });

  test('is asked once per identity and cache time', async () => {
    const call = (token: string) => fetch(`${base}/cached`, { headers: { authorization: token } });
    await call('a');
    await call('a');
    expect(asked).toHaveLength(1);
    await call('b');
    expect(asked).toHaveLength(2);
    clock += 61_000;
    await call('a');
    expect(asked).toHaveLength(3);
  });
});
