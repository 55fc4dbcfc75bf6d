import { type FlvTag, H264, HEAD_BYTES, LENGTH_BYTES } from './flv-tags.ts';

/** Of H.264, before what a packet holds: its codec, what it is, and how much later it shows. */
const BODY_HEAD_BYTES = 5;
const KEY_FRAME = 1;

/**
 * A container has one set-up for each track: that of the first session. Where a later one differs,
 * key frames of H.264 carry their own; other decoders could not go on.
 */
export function createSetups() {
  const first: Partial<Record<FlvTag['kind'], Buffer>> = {};
  let carried: Buffer | undefined;
  return {
    /** Takes in a set-up: whether it is the first, or how it goes with that. */
    add({ kind, bytes }: FlvTag): 'first' | 'fits' | 'unfit' {
      const setup = bytes.subarray(HEAD_BYTES, -LENGTH_BYTES);
      const known = first[kind];
      first[kind] = known ?? Buffer.from(setup);
      if (!known) return 'first';
      const differs = !known.equals(setup);
      if (differs && !canCarry(known, setup)) return 'unfit';
      if (kind === 'picture') carried = differs ? Buffer.from(setup) : undefined;
      return 'fits';
    },
    /** The tag with all that its decoder needs. */
    complete: (tag: FlvTag): FlvTag =>
      carried && isKeyFrame(tag) ? { ...tag, bytes: carrying(tag.bytes, carried) } : tag,
  };
}

const isKeyFrame = ({ kind, bytes }: FlvTag) =>
  kind === 'picture' && (bytes[HEAD_BYTES] ?? 0) >> 4 === KEY_FRAME;

function canCarry(known: Buffer, setup: Buffer) {
  const both = [known, setup];
  const isH264 = both.every(one => ((one[0] ?? 0) & 15) === H264);
  const [before, after] = both.map(one => readSetup(one).lengthBytes);
  return isH264 && before === after;
}

/** How many bytes tell the length of a unit, and the parameter sets. */
function readSetup(setup: Buffer) {
  const record = setup.subarray(BODY_HEAD_BYTES);
  const sets: Buffer[] = [];
  let at = 5;
  // Of sequences, whose number has five bits, then of pictures.
  for (const mask of [0x1f, 0xff]) {
    const count = (record[at] ?? 0) & mask;
    at += 1;
    for (let set = 0; set < count && at + 2 <= record.length; set += 1) {
      const end = at + 2 + record.readUInt16BE(at);
      sets.push(record.subarray(at + 2, end));
      at = end;
    }
  }
  return { lengthBytes: ((record[4] ?? 0) & 3) + 1, sets };
}

function carrying(bytes: Buffer, setup: Buffer): Buffer {
  const { lengthBytes, sets } = readSetup(setup);
  const units = sets.flatMap(set => {
    const length = Buffer.alloc(lengthBytes);
    length.writeUIntBE(set.length, 0, lengthBytes);
    return [length, set];
  });
  const bodyAt = HEAD_BYTES + BODY_HEAD_BYTES;
  const whole = Buffer.concat([bytes.subarray(0, bodyAt), ...units, bytes.subarray(bodyAt)]);
  const size = whole.length - HEAD_BYTES - LENGTH_BYTES;
  whole.writeUIntBE(size, 1, 3);
  whole.writeUInt32BE(size + HEAD_BYTES, whole.length - LENGTH_BYTES);
  return whole;
}
