/** A part of an FLV file: one packet, or something about the tracks. */
export type FlvTag = {
  kind: 'sound' | 'picture';
  /** When it is decoded, and when it shows. */
  decodedMs: number;
  shownMs: number;
  /** Set up decoders and have no time of their own. */
  isSetup: boolean;
  /** The whole tag, and the length that follows it. */
  bytes: Buffer;
};

const [SOUND, PICTURE, SCRIPT] = [8, 9, 18];
const KINDS = [SOUND, PICTURE, SCRIPT];
export const HEAD_BYTES = 11;
export const LENGTH_BYTES = 4;
const AAC = 10;
/** Kinds of packets of AAC and H.264; others only say that a track ends. */
const [SETUP, UNITS] = [0, 1];
export const H264 = 7;
/** The signature and version of a file's header, which is 9 bytes and an empty length. */
const FILE_HEAD = Buffer.from('FLV\x01', 'latin1');
const FILE_HEAD_BYTES = 9 + LENGTH_BYTES;

/** What a new file starts with. */
export const fileHead = ({ picture, sound }: { picture: boolean; sound: boolean }) =>
  Buffer.from([...FILE_HEAD, (sound ? 4 : 0) + (picture ? 1 : 0), 0, 0, 0, 9, 0, 0, 0, 0]);

/** Whether a file begins in these bytes, behind the first one. */
export function findFileHead(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(FILE_HEAD, 1); at >= 0; at = bytes.indexOf(FILE_HEAD, at + 1)) {
    const rest = bytes.subarray(at + FILE_HEAD.length + 1, at + FILE_HEAD_BYTES);
    if (rest.equals(Buffer.from([0, 0, 0, 9, 0, 0, 0, 0]))) return true;
  }
  return false;
}

/**
 * Divides an FLV file into its tags, piece by piece. A recorder that was killed leaves half a tag,
 * and one that appends may put a whole file behind another: both are passed over.
 */
export function createFlvReader() {
  let rest = Buffer.alloc(0);
  let skippedBytes = 0;

  function cutTags(isEnd: boolean): FlvTag[] {
    const tags: FlvTag[] = [];
    let at = 0;
    while (at < rest.length) {
      const length = lengthAt(rest, at, isEnd);
      if (length === 'more') break;
      if (length === null) skippedBytes += 1;
      else tags.push(...tagOf(rest.subarray(at, at + length)));
      at += length ?? 1;
    }
    rest = rest.subarray(at);
    return tags;
  }

  return {
    push(bytes: Buffer): FlvTag[] {
      rest = Buffer.concat([rest, bytes]);
      return cutTags(false);
    },
    finish: () => cutTags(true),
    /** What was neither a tag nor the head of a file. */
    skippedBytes: () => skippedBytes,
  };
}

/** The length of what begins here; null where nothing does, `more` where bytes are missing. */
function lengthAt(bytes: Buffer, at: number, isEnd: boolean): number | 'more' | null {
  const missing = isEnd ? null : 'more';
  if (bytes.length - at < FILE_HEAD_BYTES) return missing;
  if (bytes.subarray(at, at + FILE_HEAD.length).equals(FILE_HEAD)) return FILE_HEAD_BYTES;
  if (!KINDS.includes(bytes[at] ?? 0)) return null;
  const size = bytes.readUIntBE(at + 1, 3);
  const end = at + HEAD_BYTES + size;
  if (end + LENGTH_BYTES > bytes.length) return missing;
  const said = bytes.readUInt32BE(end);
  // Some recorders forget to count the head, or a byte of it.
  const fits = [size + HEAD_BYTES, size + HEAD_BYTES - 1, size].includes(said) && said > 0;
  return fits ? end + LENGTH_BYTES - at : null;
}

function tagOf(bytes: Buffer): FlvTag[] {
  const [type, codec = 0, packetType = 0] = [bytes[0], bytes[HEAD_BYTES], bytes[HEAD_BYTES + 1]];
  const isPacket = type === SOUND || type === PICTURE;
  if (!isPacket || bytes.length === HEAD_BYTES + LENGTH_BYTES) return [];
  // The highest byte comes last, with the sign: some recorders begin before zero.
  const decodedMs = bytes.readUIntBE(4, 3) | ((bytes[7] ?? 0) << 24);
  const tag = { decodedMs, shownMs: decodedMs, bytes };
  if (type === SOUND) {
    return [{ ...tag, kind: 'sound', isSetup: codec >> 4 === AAC && packetType === SETUP }];
  }
  if ((codec & 15) !== H264) return [{ ...tag, kind: 'picture', isSetup: false }];
  if (packetType === SETUP) return [{ ...tag, kind: 'picture', isSetup: true }];
  if (packetType !== UNITS) return [];
  const shownMs = decodedMs + bytes.readIntBE(HEAD_BYTES + 2, 3);
  return [{ ...tag, shownMs, kind: 'picture', isSetup: false }];
}

/** The same tag at another time. */
export function stampedAnew({ bytes, decodedMs }: FlvTag, laterMs: number): Buffer {
  const stamped = Buffer.from(bytes);
  const stamp = decodedMs + laterMs;
  stamped.writeUIntBE(stamp & 0xff_ff_ff, 4, 3);
  stamped.writeUInt8((stamp >>> 24) & 0xff, 7);
  return stamped;
}
