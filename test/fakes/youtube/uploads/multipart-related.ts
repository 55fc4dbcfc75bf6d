import { type ContentDigest, createDigest } from '../../shared/content-digest.ts';
import type { Exchange } from '../../shared/exchange.ts';
import { YoutubeError } from '../errors.ts';
import { parseResource, type Resource } from '../request.ts';

export type Related = { resource: Resource; mimeType: string; media: ContentDigest };

const MAX_RESOURCE_BYTES = 1024 * 1024;
const HEADERS_END = Buffer.from('\r\n\r\n');

/**
 * Reads multipart/related: a JSON resource, then the media, which passes by as a digest.
 * busboy knows forms alone.
 */
export async function readRelated(exchange: Exchange, headBytes?: number): Promise<Related> {
  const boundary = /boundary="?([^";]+)"?/i.exec(exchange.header('content-type') ?? '')?.[1];
  if (exchange.contentType !== 'multipart/related' || !boundary) {
    throw new YoutubeError('badContent', 'The body must be multipart/related.');
  }
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const body = exchange.body();
  try {
    return await readParts(untilReader(body, delimiter), headBytes);
  } finally {
    // What comes after the last delimiter means nothing, but is not left in the connection.
    await body.return();
  }
}

async function readParts(reader: Reader, headBytes: number | undefined): Promise<Related> {
  const preamble = await reader.text();
  if (preamble !== '') throw new YoutubeError('badContent', 'The body does not begin with a part.');
  const first = splitPart(await reader.text());
  if (!first.type.startsWith('application/json')) {
    throw new YoutubeError('badContent', 'The first part must be application/json.');
  }
  const resource = parseResource(first.body);
  const media = createDigest(headBytes);
  const mimeType = typeOf(await reader.headers());
  if (mimeType === undefined) throw new YoutubeError('mediaBodyRequired', 'There is no media.');
  await reader.pass(piece => media.update(piece));
  return { resource, mimeType, media };
}

const typeOf = (headers: string | undefined) =>
  headers === undefined ? undefined : (/^content-type:\s*(\S+)/im.exec(headers)?.[1] ?? '');

function splitPart(text: string) {
  const end = text.indexOf('\r\n\r\n');
  return { type: typeOf(text.slice(0, end)) ?? '', body: text.slice(end + HEADERS_END.length) };
}

type Reader = ReturnType<typeof untilReader>;

/** Reads up to the next delimiter, holding back only what could be its beginning. */
function untilReader(source: AsyncGenerator<Buffer>, delimiter: Buffer) {
  // The first delimiter has no line break before it.
  let held: Buffer = Buffer.from('\r\n');
  const more = async () => {
    const { value, done } = await source.next();
    if (done || !value) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  };

  async function pass(take: (piece: Buffer) => void) {
    for (;;) {
      const at = held.indexOf(delimiter);
      if (at >= 0) {
        take(held.subarray(0, at));
        held = held.subarray(at + delimiter.length);
        return;
      }
      const safe = Math.max(0, held.length - delimiter.length);
      take(held.subarray(0, safe));
      held = held.subarray(safe);
      if (!(await more())) throw new YoutubeError('badRequest', 'The body ends within a part.');
    }
  }

  return {
    pass,
    async text() {
      const pieces: Buffer[] = [];
      let bytes = 0;
      await pass(piece => {
        bytes += piece.length;
        if (bytes > MAX_RESOURCE_BYTES)
          throw new YoutubeError('badRequest', 'The part is too long.');
        pieces.push(Buffer.from(piece));
      });
      return Buffer.concat(pieces).toString('utf8');
    },
    /** Of the next part; undefined after the last, whose delimiter ends in `--`. */
    async headers() {
      while (!held.includes(HEADERS_END)) {
        if (held.subarray(0, 2).toString() === '--') return undefined;
        if (held.length > MAX_RESOURCE_BYTES || !(await more())) return undefined;
      }
      const at = held.indexOf(HEADERS_END);
      const headers = held.subarray(0, at).toString('utf8');
      held = held.subarray(at + HEADERS_END.length);
      return headers;
    },
  };
}
