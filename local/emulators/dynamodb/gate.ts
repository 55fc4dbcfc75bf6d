import {
  Agent,
  type IncomingMessage,
  request as open,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { refuse } from '../wire/answer.ts';
import { readBody } from '../wire/exchange.ts';
import type { Callers } from '../wire/local-callers.ts';
import { type LoopbackServer, serveLoopback } from '../wire/loopback-server.ts';
import { WireError } from '../wire/wire-error.ts';

/** A request before it is passed on; `body` is as it was signed. */
export type GateRequest = { message: IncomingMessage; body: Buffer };

export type GateOptions = {
  /** Where DynamoDB is now: it may be another place after it was started again. */
  target: () => string;
  /** Is asked before a request is passed on. @throws {WireError} to refuse it. */
  check: (request: GateRequest) => void;
  port?: number;
  callers?: Callers;
};

const PROTOCOL = {
  contentType: 'application/x-amz-json-1.0',
  errorPrefix: 'com.amazon.coral.service#',
  invalid: (message: string) => new WireError('ValidationException', message),
};

/** What belongs to one connection, or is written anew for the next. */
const HOP_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'expect'];

/**
 * The only known way to the embedded DynamoDB, which itself lets every page of every site read it.
 * Requests are read whole, since a check needs them so.
 */
export async function startGate(options: GateOptions): Promise<LoopbackServer> {
  const { target, check, port, callers } = options;
  const agent = new Agent({ keepAlive: true });
  const listener: RequestListener = async (message, response) => {
    try {
      const body = await readBody(message);
      check({ message, body });
      const answer = await forward(target(), agent, { message, body });
      // In one piece, for that is one write: an answer of DynamoDB has a megabyte at most.
      const whole = await readBody(answer);
      const headers = { ...endToEnd(answer.headers), 'content-length': whole.length };
      response.writeHead(answer.statusCode ?? 502, headers).end(whole);
    } catch (error) {
      fail(response, error);
    }
  };
  const server = await serveLoopback(listener, port, callers);
  const stop = async () => {
    await server.stop();
    agent.destroy();
  };
  return { endpoint: server.endpoint, stop };
}

/** @throws {WireError} the error that clients take for a reason to try again. */
function forward(target: string, agent: Agent, { message, body }: GateRequest) {
  const { method, url: path, headers } = message;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const onward = open(
      new URL(path ?? '/', target),
      { agent, method, headers: { ...endToEnd(headers), 'content-length': body.length } },
      resolve,
    );
    onward.once('error', ({ message: cause }) => {
      const text = `DynamoDB is not there: ${cause}`;
      reject(new WireError('InternalServerError', text, { status: 500 }));
    });
    onward.end(body);
  });
}

const endToEnd = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name)));

function fail(response: ServerResponse, error: unknown) {
  if (response.headersSent) response.destroy();
  else refuse(response, PROTOCOL, error);
}
