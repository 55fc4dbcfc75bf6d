import { StageError } from '../../pipeline/stages/stage-error.ts';

/** Bytes of the beginning that are enough to tell. */
export const SNIFF_BYTES = 4096;

/** A playlist names other files or addresses; an engine that followed it would read them for the sender. */
const PLAYLISTS = [
  /^#EXTM3U/i,
  /^ffconcat\b/i,
  /^file\s+\S/,
  /^v=0\s+o=/,
  /^\[playlist\]/i,
  /^\[reference\]/i,
  /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(playlist|MPD|smil|asx|SmoothStreamingMedia)\b/i,
  /^(https?|rtmps?|rtsp|ftp|file|concat|subfile|data):/i,
];
const DOCUMENTS = [
  /^<(!doctype|html|\?xml|svg)\b/i,
  /^%PDF-/,
  /^\{\\rtf/,
  /^[{[]\s*["{[\]}]/,
  /^#!/,
];
/** Windows, Linux and both orders of macOS programs, archives and pictures. */
const BINARIES = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];

/** Throws for what must not reach the engine at all: nothing, playlists, programs, documents. */
export function refuseContent(head: Uint8Array, sizeBytes: number) {
  if (sizeBytes === 0 || head.length === 0) throw new StageError('empty_file');
  const text = readText(head);
  if (PLAYLISTS.some(pattern => pattern.test(text))) throw new StageError('playlist_refused');
  const isDocument = DOCUMENTS.some(pattern => pattern.test(text));
  const isBinary = BINARIES.some(magic => magic.every((byte, at) => head[at] === byte));
  if (isDocument || isBinary) throw new StageError('not_media', { detail: 'refused by content' });
}

/** The head as text, without byte order mark and leading blanks; UTF-16 is read as such. */
function readText(head: Uint8Array) {
  const [first, second] = head;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = wide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding).decode(head).trimStart();
}
