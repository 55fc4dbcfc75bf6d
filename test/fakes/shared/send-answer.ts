import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';

/** A slow body comes in pieces, this many a second. */
const PIECES_A_SECOND = 20;

/** Sends an answer, as slowly or as far as the fault wants it. */
export async function sendAnswer(response: ServerResponse, answer: Answer, fault?: Fault) {
  const { status, headers = {}, body = '' } = answer;
  const whole = typeof body === 'string' ? Buffer.from(body) : body;
  const length = whole instanceof Uint8Array ? { 'content-length': String(whole.length) } : {};
  // 204 and 304 have no body, and no length of one.
  response.writeHead(
    status,
    status === 204 || status === 304 ? headers : { ...length, ...headers },
  );
  const pieces = whole instanceof Uint8Array ? [whole] : whole;
  const limit = fault?.kind === 'cut_answer' ? (fault.after_bytes ?? 0) : Infinity;
  let sentBytes = 0;
  for await (const piece of paced(pieces, fault)) {
    if (response.destroyed) return;
    const part = piece.subarray(0, limit - sentBytes);
    sentBytes += part.length;
    if (part.length > 0 && !response.write(part)) await drained(response);
    if (sentBytes >= limit) return cut(response);
  }
  response.end();
}

/** A client that has gone never drains. */
const drained = (response: ServerResponse) =>
  Promise.race([once(response, 'drain'), once(response, 'close')]);

function cut(response: ServerResponse) {
  // What was written must leave before the connection ends, or nothing of it arrives.
  setImmediate(() => response.destroy());
}

async function* paced(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  fault: Fault | undefined,
): AsyncGenerator<Uint8Array> {
  if (fault?.kind !== 'slow_body') return yield* pieces;
  const stepBytes = Math.ceil((fault.bytes_per_second ?? 1024) / PIECES_A_SECOND);
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += stepBytes) {
      await sleep(1000 / PIECES_A_SECOND);
      yield piece.subarray(from, from + stepBytes);
    }
  }
}
