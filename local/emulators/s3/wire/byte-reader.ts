import { S3Error } from '../errors.ts';

const MAX_LINE_BYTES = 16 * 1024;

export type ByteReader = {
  /** Up to the next CRLF, which is eaten; undefined at the end of the stream. */
  line: () => Promise<string | undefined>;
  /** Exactly so many bytes, in the pieces they arrived in. */
  take: (size: number) => AsyncGenerator<Buffer, void>;
};

/** Reads lines and counted bytes from a stream of buffers without joining large ones. */
export function byteReader(source: AsyncIterator<Buffer>): ByteReader {
  let rest: Buffer = Buffer.alloc(0);

  async function more() {
    const { value, done } = await source.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  }

  async function line() {
    let end = rest.indexOf('\r\n');
    while (end < 0) {
      if (rest.length > MAX_LINE_BYTES) throw new S3Error('InvalidRequest', 'A line is too long.');
      if (!(await more())) {
        if (rest.length > 0) throw new S3Error('IncompleteBody');
        return undefined;
      }
      end = rest.indexOf('\r\n');
    }
    const text = rest.toString('latin1', 0, end);
    rest = rest.subarray(end + 2);
    return text;
  }

  async function* take(size: number) {
    let left = size;
    while (left > 0) {
      if (rest.length === 0 && !(await more())) throw new S3Error('IncompleteBody');
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return { line, take };
}
