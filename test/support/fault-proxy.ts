import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

type Fault = { status: number; headers: Record<string, string>; body: string };

/** As DynamoDB says that it is asked too much. */
export const THROTTLED: Fault = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Rate exceeded"}',
};

/** As S3 says that it failed. */
export const S3_FAILED: Fault = {
  status: 500,
  headers: { 'content-type': 'application/xml' },
  body: '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>Try again.</Message></Error>',
};

/**
 * Stands between the SDK clients and a service and answers every `every`th request with a fault
 * instead of passing it on. It may listen before the service does: set `target` when it is known.
 */
export async function faultProxy(fault: Fault, every: number) {
  let count = 0;
  const state = { target: '', faults: 0 };
  const server = createServer((incoming, outgoing) => {
    count += 1;
    if (count % every !== 0) return pass(state.target, incoming, outgoing);
    state.faults += 1;
    incoming.resume();
    incoming.on('end', () => outgoing.writeHead(fault.status, fault.headers).end(fault.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const stop = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { endpoint: `http://127.0.0.1:${port}`, state, stop };
}

/** The host header stays: it is a part of what was signed. */
function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { hostname, port } = new URL(target);
  const { method, url: path, headers } = incoming;
  const onward = request({ hostname, port, method, path, headers }, answer => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
