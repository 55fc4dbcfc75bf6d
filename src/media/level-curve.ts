/** Hundredths of a decibel: finer than any threshold, and a level fits in 16 bits. */
const STEPS_PER_DB = 100;
const BYTES = 2;

/** Levels as they are stored, so that a decision made now is made again from the stored curve. */
export const roundLevels = (levels: Float32Array): Float32Array =>
  levels.map(level => Math.round(level * STEPS_PER_DB) / STEPS_PER_DB);

/** `levels.bin`: dBFS per 10 ms as little-endian 16-bit hundredths; an hour takes 720 kB. */
export function encodeLevels(levels: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(levels.length * BYTES));
  levels.forEach((level, index) => {
    view.setInt16(index * BYTES, Math.round(level * STEPS_PER_DB), true);
  });
  return new Uint8Array(view.buffer);
}

export function decodeLevels(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.byteLength / BYTES);
  return Float32Array.from(
    { length: count },
    (_, index) => view.getInt16(index * BYTES, true) / STEPS_PER_DB,
  );
}
