/** Sample rate of everything measured and of speech audio. */
export const SPEECH_RATE = 16_000;

/** Cuts a byte stream into whole samples: pipes break wherever they like. */
export function createAligner(bytesPerSample: number) {
  let rest = new Uint8Array(0);
  /** The whole samples so far, in a buffer of their own. */
  return (chunk: Uint8Array): ArrayBuffer => {
    const all = new Uint8Array(rest.length + chunk.length);
    all.set(rest);
    all.set(chunk, rest.length);
    const whole = all.length - (all.length % bytesPerSample);
    rest = all.slice(whole);
    // Hours stream through here: what needs no copy gets none.
    return whole === all.length ? all.buffer : all.buffer.slice(0, whole);
  };
}
