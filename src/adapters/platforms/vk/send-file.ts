import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

export type FileToSend = {
  url: string;
  /** The form's field. */
  field: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  /** The bytes from `from` up to but not including `to`. */
  read: (from: number, to: number) => Promise<Uint8Array>;
  progress?: (bytes: number) => void;
  signal: AbortSignal;
};

/** So much is held in memory. */
const PIECE_BYTES = 8 * 1024 ** 2;
/** Nothing limits the whole, which takes as long as the file is large; but it must not stand still. */
const STALL_MS = 120_000;
const BOUNDARY = 'part-of-a-publication';

/**
 * Sends a file as a form of one field, piece by piece and with its length said before, as hosts of
 * uploads ask for it. `fetch` would send a stream without a length.
 * @returns the text of the answer with its status
 */
export async function sendFile(file: FileToSend): Promise<{ status: number; body: string }> {
  const { url, field, fileName, contentType, sizeBytes, signal } = file;
  const disposition = `form-data; name="${field}"; filename="${fileName}"`;
  const head = Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${contentType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  const sending = open(url, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': head.length + sizeBytes + tail.length,
    },
    timeout: STALL_MS,
    signal,
  });
  sending.on('timeout', () => sending.destroy(new Error('The host of uploads stands still.')));
  const answered = answerOf(sending);
  const written = writeAll(sending, file, head, tail);
  // Whichever fails first is told; the other one ends with it.
  written.catch(() => undefined);
  answered.catch(() => undefined);
  try {
    // A host may answer, or go away, before it has all of it.
    await Promise.race([answered, written]);
    return await answered;
  } finally {
    sending.destroy();
  }
}

async function answerOf(sending: ClientRequest) {
  const [answer]: IncomingMessage[] = await once(sending, 'response');
  if (!answer) throw new Error('The host of uploads did not answer.');
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

async function writeAll(sending: ClientRequest, file: FileToSend, head: Buffer, tail: Buffer) {
  await write(sending, head);
  for (let from = 0; from < file.sizeBytes; from += PIECE_BYTES) {
    const to = Math.min(from + PIECE_BYTES, file.sizeBytes);
    await write(sending, await file.read(from, to));
    file.progress?.(to);
  }
  await write(sending, tail);
  sending.end();
}

async function write(sending: ClientRequest, bytes: Uint8Array) {
  if (!sending.write(bytes)) await once(sending, 'drain');
}
