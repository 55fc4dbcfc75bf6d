import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { AccessDenied } from '../iam/authority.ts';
import { WireError } from './wire-error.ts';

type Protocol = {
  contentType: string;
  /** Prefix of error names in bodies, for example `com.amazonaws.sqs#`. */
  errorPrefix: string;
  /** The error that stands for a request with a wrong shape. */
  invalid: (message: string) => WireError;
  /** How the service says that no policy allows a request, unless as most do. */
  denied?: (message: string) => WireError;
};

export function answer(response: ServerResponse, contentType: string, body: object) {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
}

/** Turns anything thrown into the refusal that an SDK understands. A bug becomes a 500. */
export function refuse(response: ServerResponse, protocol: Protocol, thrown: unknown) {
  if (response.destroyed) return;
  const error = asWireError(thrown, protocol);
  const bytes = Buffer.from(
    JSON.stringify({ __type: protocol.errorPrefix + error.code, message: error.message }),
  );
  response.writeHead(error.status, {
    'content-type': protocol.contentType,
    'content-length': bytes.length,
    'x-amzn-errortype': error.code,
    ...error.headers,
  });
  response.end(bytes);
}

const accessDenied = (message: string) => new WireError('AccessDeniedException', message);

function asWireError(thrown: unknown, protocol: Protocol) {
  if (thrown instanceof WireError) return thrown;
  if (thrown instanceof AccessDenied) return (protocol.denied ?? accessDenied)(thrown.message);
  if (thrown instanceof z.ZodError) return protocol.invalid(z.prettifyError(thrown));
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  // Nobody but a developer sees this server, and a 500 of an emulator is always its own bug.
  process.stderr.write(`local cloud: ${message}\n`);
  return new WireError('InternalFailure', message, { status: 500 });
}
