import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Encodings that subtitle files really come in, beside Unicode. */
const LEGACY = new Set([
  'windows-1251',
  'KOI8-R',
  'ISO-8859-5',
  'windows-1250',
  'windows-1252',
  'windows-1254',
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-9',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'Big5',
  'GB18030',
]);

/** The text of a file in an unknown encoding; undefined where no encoding makes sense of it. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const name = byMark(bytes) ?? byZeros(bytes) ?? (isUtf8(bytes) ? 'utf-8' : guess(bytes));
  if (!name) return undefined;
  // Removes the byte order mark as well.
  const text = iconv.decode(bytes, name);
  return isReadable(text) ? text : undefined;
}

function byMark([first, second, third]: Uint8Array) {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: digits, arrows and line ends of a subtitle file are half zeros. */
function byZeros(bytes: Uint8Array) {
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length * 0.1;
  if (odd > many && odd > even * 4) return 'utf-16le';
  return even > many && even > odd * 4 ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function guess(bytes: Uint8Array) {
  const known = analyse(bytes).find(({ name }) => LEGACY.has(name));
  return known?.name;
}

/** A video renamed to .srt has control characters all over. */
function isReadable(text: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  const odd = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return odd <= text.length * 0.01;
}
