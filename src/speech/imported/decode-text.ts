import iconv from 'iconv-lite';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { isReadable } from './count-signs.ts';
import { decodeLegacy } from './decode-legacy.ts';
import { nearlyUtf8 } from './nearly-utf8.ts';

/** What a file says, and what people should know of how it was read. */
export type DecodedText = { text: string; notes: string[] };

/**
 * The text of a file in an unknown encoding.
 * @throws StageError `bad_sidecar` for what is no text, `unknown_encoding` where no encoding makes sense
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const decoded = utf16(bytes) ?? nearlyUtf8(bytes) ?? legacy(bytes);
  return decoded && isReadable(decoded.text) ? decoded : noText();
}

function utf16(bytes: Uint8Array): DecodedText | undefined {
  const name = byMark(bytes) ?? byArrow(bytes);
  return name && { text: iconv.decode(bytes, name), notes: [] };
}

/** Controls are the same in all encodings of letters. */
const legacy = (bytes: Uint8Array) =>
  isReadable(iconv.decode(bytes, 'latin1')) ? decodeLegacy(bytes) : undefined;

function noText(): never {
  throw new StageError('bad_sidecar', { detail: 'no text' });
}

function byMark([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

const ARROW = Buffer.from('->', 'utf16le').toString('latin1');

/** UTF-16 without a mark: a subtitle file has arrows, two bytes for each of their signs. */
function byArrow(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = file.indexOf(ARROW, 0, 'latin1');
  if (at < 0) return undefined;
  // At an odd place it is the same arrow with the large byte first.
  return at % 2 === 0 ? 'utf-16le' : 'utf-16be';
}
