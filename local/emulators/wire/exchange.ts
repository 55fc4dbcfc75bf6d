import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { WireError } from './wire-error.ts';

/** Above any allowed request: a full message batch whose every character is escaped. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** What an action may ask of the one who called it. */
export type Peer = {
  /** Runs `callback` once if the caller leaves before the whole answer is out. */
  onGone: (callback: () => void) => void;
};

/** @throws {WireError} 413 as soon as there is too much of it. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A loop that is left destroys its stream by default: the refusal could not be sent any more.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = z.instanceof(Buffer).parse(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) break;
    chunks.push(bytes);
  }
  if (size <= BODY_LIMIT_BYTES) return Buffer.concat(chunks);
  request.resume();
  throw new WireError('RequestEntityTooLarge', 'The request is too large.', { status: 413 });
}

export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new WireError('SerializationException', 'The body is not JSON.');
  }
}

/** The end of a client shows as `end` in the same turn in which it arrives; `close` comes later. */
export function peerOf(request: IncomingMessage, response: ServerResponse): Peer {
  const { socket } = request;
  return {
    onGone(callback) {
      const settle = () => {
        socket.off('end', leave);
        socket.off('close', leave);
      };
      const leave = () => {
        settle();
        callback();
      };
      if (socket.destroyed || socket.readableEnded) return callback();
      socket.once('end', leave);
      socket.once('close', leave);
      response.once('finish', settle);
    },
  };
}
