import type { Image } from './thumbnail.ts';

type Shape = Pick<Image, 'contentType' | 'width' | 'height'>;

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * What a file is by its content, whatever its name or its sender says: a whole JPEG or PNG, with its
 * size in pixels. Undefined for anything else, also for one that breaks off.
 */
export function imageOf(bytes: Uint8Array): Shape | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(file, PNG)) return pngOf(file);
  return startsWith(file, JPEG) ? jpegOf(file) : undefined;
}

const startsWith = (file: Buffer, magic: Buffer) => file.subarray(0, magic.length).equals(magic);

/** Its first chunk is IHDR, its last one IEND: twelve bytes, of which the name stands in the middle. */
function pngOf(file: Buffer): Shape | undefined {
  const isWhole =
    file.length > 45 && file.toString('latin1', file.length - 8, file.length - 4) === 'IEND';
  if (!isWhole || file.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return shape('image/png', file.readUInt32BE(16), file.readUInt32BE(20));
}

/** Markers of frames; C4, C8 and CC are tables and what nobody uses. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** After it come the pixels, which have no lengths. */
const START_OF_SCAN = 0xda;
const END = Buffer.from([0xff, 0xd9]);

/** Segments until that of the frame: each says how long it is. */
function jpegOf(file: Buffer): Shape | undefined {
  // Cameras add a few bytes behind the end of the picture.
  if (file.lastIndexOf(END) < 4) return undefined;
  let at = 2;
  while (at + 9 < file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return undefined;
    if (isFrame(marker)) {
      return shape('image/jpeg', file.readUInt16BE(at + 7), file.readUInt16BE(at + 5));
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

const shape = (contentType: Shape['contentType'], width: number, height: number) =>
  width > 0 && height > 0 ? { contentType, width, height } : undefined;
