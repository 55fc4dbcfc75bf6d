/** Complaints of decoders and demuxers about the data itself, not about our command. */
const DAMAGE =
  /\[(error|fatal)\].*(error while decoding|invalid data|corrupt|truncat|partial file|invalid nal|decode_slice|missing picture)/i;
const STILL_TIME = /showinfo.*\bn: *\d+ .*pts_time: *(-?[\d.]+)/;
const LOUDNESS = /^\s*I:\s+(-?[\d.]+) LUFS/;
/** The meter's lowest reading: nothing was loud enough to be gated in. */
const NO_LOUDNESS = -70;

/** Whether a line of the log complains about the data. */
export const tellsDamage = (line: string) => DAMAGE.test(line);

/** Picks out of the log what ffmpeg says nowhere else. */
export function createReadLog() {
  const stillSeconds: number[] = [];
  let loudness: number | null = null;
  let damaged = false;
  return {
    stillSeconds,
    line(line: string) {
      const still = STILL_TIME.exec(line);
      if (still) stillSeconds.push(Number(still[1]));
      const measured = LOUDNESS.exec(line);
      if (measured) loudness = Number(measured[1]);
      damaged ||= tellsDamage(line);
    },
    loudness: () => (loudness !== null && loudness > NO_LOUDNESS ? loudness : null),
    damaged: () => damaged,
  };
}
