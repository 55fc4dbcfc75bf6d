import { refuseSampleRate } from '../../media/original/refuse-beyond.ts';

/** A filter graph begins with what its input is, and begins anew when that changes. */
const GRAPH_INPUT = /\[graph_\d+_in_(\d+[_:]\d+) @ .*samplerate:(\d+) chlayout:(.+)$/;
/** At the end ffmpeg says of each track how much was read, and how much came out of its decoder. */
const DECODED =
  /Input stream #\d+:\d+ \(audio\): (\d+) packets read .*; (\d+) frames decoded.*\((\d+) samples\)/;

/** Packets that decoders keep back, or that hold what is played before the beginning. */
const KEPT_BACK = 3;

/** Picks out of a verbose log what became of tracks of sound. */
export function createSoundLog() {
  const formats = new Map<string, Set<string>>();
  let lostSeconds = 0;

  /** Of all tracks that were decoded the one that lost most. */
  function decoded(packets: number, frames: number, samples: number) {
    const lost = packets - frames;
    if (frames === 0 || lost <= KEPT_BACK) return;
    lostSeconds = Math.max(lostSeconds, (lost * samples) / frames / lowestRate());
  }

  const lowestRate = () =>
    Math.min(
      ...[...formats.values()].flatMap(seen => [...seen].map(format => parseInt(format, 10))),
    );

  return {
    line(line: string) {
      const input = GRAPH_INPUT.exec(line);
      if (input) {
        const [, track = '', rate, layout] = input;
        // The filters behind it would crash.
        refuseSampleRate(Number(rate));
        const seen = formats.get(track) ?? new Set();
        formats.set(track, seen.add(`${rate} ${layout}`));
      }
      const end = DECODED.exec(line);
      if (end) decoded(Number(end[1]), Number(end[2]), Number(end[3]));
    },
    /** Whether a track changes its rate or its channels on the way. */
    changes: () => [...formats.values()].some(seen => seen.size > 1),
    lostSeconds: () => lostSeconds,
  };
}
