import type { Exchange } from '../../shared/exchange.ts';
import { YoutubeError } from '../errors.ts';
import { GRANULARITY_BYTES, type Session } from './session.ts';

/** What a PUT to a session is: a question, or bytes from `first` on. */
export type Sent =
  | { kind: 'query' }
  | { kind: 'bytes'; first: number; length: number; last: boolean };

const refuse = (message: string) =>
  new YoutubeError('badRequest', message, { locationType: 'header', location: 'Content-Range' });

/**
 * Reads and checks the headers of a PUT, §3: before a byte of a chunk that is wrong is stored.
 * @throws {YoutubeError} for each rule that is broken.
 */
export function readSent(exchange: Exchange, session: Session): Sent {
  const length = contentLength(exchange);
  const header = exchange.header('content-range');
  const { totalBytes } = session;
  if (header === undefined) return whole(length, session);
  const query = /^bytes \*\/(\d+)$/.exec(header);
  const chunk = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header);
  const total = Number(query?.[1] ?? chunk?.[3] ?? Number.NaN);
  if (Number.isNaN(total)) throw refuse('Failed to parse the Content-Range header.');
  if (total !== totalBytes) throw refuse('The total is not the one that was announced.');
  if (!chunk) {
    if (length !== 0) throw refuse('A question has no body.');
    return { kind: 'query' };
  }
  const [first, last] = [Number(chunk[1]), Number(chunk[2])];
  if (last < first || last >= totalBytes) throw refuse('The range is not within the file.');
  if (length !== last - first + 1) throw refuse('Content-Length is not the length of the range.');
  const sent = { kind: 'bytes', first, length, last: last === totalBytes - 1 } as const;
  checkPlace(sent, session);
  return sent;
}

function contentLength(exchange: Exchange) {
  const text = exchange.header('content-length');
  if (text === undefined || !/^\d+$/.test(text)) throw refuse('Content-Length is required.');
  return Number(text);
}

function whole(length: number, session: Session): Sent {
  if (length !== session.totalBytes) throw refuse('Content-Length is not what was announced.');
  if (session.stored.bytes() > 0) throw refuse('Bytes are stored already: the file overlaps them.');
  return { kind: 'bytes', first: 0, length, last: true };
}

function checkPlace(sent: Extract<Sent, { kind: 'bytes' }>, session: Session) {
  const stored = session.stored.bytes();
  if (sent.first > stored) throw refuse(`There is a gap: ${stored} bytes are stored.`);
  if (sent.first < stored) throw refuse(`The chunk overlaps: ${stored} bytes are stored.`);
  if (sent.last) return;
  if (sent.length % GRANULARITY_BYTES !== 0) {
    throw refuse(`A chunk is a multiple of ${GRANULARITY_BYTES} bytes, unless it is the last.`);
  }
  if (session.chunkBytes !== undefined && session.chunkBytes !== sent.length) {
    throw refuse(`All chunks but the last have one size: ${session.chunkBytes} bytes.`);
  }
  session.chunkBytes = sent.length;
}
