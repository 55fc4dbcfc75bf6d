import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { authenticate } from '../iam/authenticate.ts';
import type { Authority, Principal } from '../iam/authority.ts';
import { refuse } from '../wire/answer.ts';
import { parseJson, readBody } from '../wire/exchange.ts';
import { serveLoopback } from '../wire/loopback-server.ts';
import { WireError } from '../wire/wire-error.ts';
import { dynamoAccess, type TableKeys } from './access.ts';

export type GateOptions = {
  /** Where the DynamoDB behind the gate answers. */
  behind: string;
  authority: Authority;
  accountId: string;
  region: string;
};

export type Gate = {
  endpoint: string;
  /** Says which attributes are keys; whoever is no owner gets to no other table. */
  knowTables: (tables: ReadonlyMap<string, TableKeys>) => void;
  stop: () => Promise<void>;
};

const PROTOCOL = {
  contentType: 'application/x-amz-json-1.0',
  errorPrefix: 'com.amazon.coral.service#',
  invalid: (message: string) => new WireError('ValidationException', message),
};

/**
 * Stands before a DynamoDB that knows no roles: it verifies who signed a request, asks whether that
 * is allowed for the rows it names, and passes it on as it is.
 */
export async function startGate({ behind, authority, accountId, region }: GateOptions) {
  const { hostname, port } = new URL(behind);
  const agent = new Agent({ keepAlive: true });
  let tables: ReadonlyMap<string, TableKeys> = new Map();
  const arnPrefix = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  const scope = { arnPrefix, keysOf: (table: string) => tables.get(table) };

  const check = (principal: Principal, message: IncomingMessage, body: Buffer) => {
    // The owner makes tables before anybody knows their keys.
    if (principal === authority.owner) return;
    const operation = String(message.headers['x-amz-target']).split('.').at(-1) ?? '';
    for (const access of dynamoAccess(operation, parseJson(body), scope)) {
      authority.require(principal, access);
    }
  };
  const server = await serveLoopback(async (message, response) => {
    try {
      const body = await readBody(message);
      check(authenticate(message, body, authority), message, body);
      pass({ message, body, response, target: { hostname, port, agent } });
    } catch (error) {
      refuse(response, PROTOCOL, error);
    }
  });
  return {
    endpoint: server.endpoint,
    knowTables: known => {
      tables = known;
    },
    stop: async () => {
      await server.stop();
      agent.destroy();
    },
  } satisfies Gate;
}

type Passage = {
  message: IncomingMessage;
  body: Buffer;
  response: ServerResponse;
  target: { hostname: string; port: string; agent: Agent };
};

function pass(passage: Passage) {
  const { message, body, response, target } = passage;
  const { method, url: path, headers } = message;
  const onward = request({ ...target, method, path, headers }, answer => {
    // In one piece, for that is one write: an answer of DynamoDB has a megabyte at most.
    readBody(answer).then(
      whole => response.writeHead(answer.statusCode ?? 502, answer.headers).end(whole),
      () => response.destroy(),
    );
  });
  onward.once('error', () => {
    // A kept connection that the other side just closed: nothing was read, so it is sent again.
    if (onward.reusedSocket && !response.headersSent && !response.destroyed) return pass(passage);
    response.destroy();
  });
  response.once('close', () => onward.destroy());
  onward.end(body);
}
