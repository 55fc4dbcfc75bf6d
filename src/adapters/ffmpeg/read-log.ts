import type { VideoTrack } from '../../media/original/source.ts';
import { createPictureLog } from './picture-log.ts';
import { createSoundLog } from './sound-log.ts';

/** Complaints of decoders and demuxers about the data itself, not about our command. */
const DAMAGE =
  /\[(error|fatal)\].*(error while decoding|invalid data|corrupt|truncat|partial file|invalid nal|decode_slice|missing picture)/i;
/** Time stamps that were left out, as the track cannot have stood still for so long. */
const WRONG_STAMPS = /\[warning\] [DP]TS .* invalid dropping/;
const LOUDNESS = /^\s*I:\s+(-?[\d.]+) LUFS/;
/** The meter's lowest reading: nothing was loud enough to be gated in. */
const NO_LOUDNESS = -70;

/** Whether a line of the log complains about the data. */
export const tellsDamage = (line: string) => DAMAGE.test(line) || WRONG_STAMPS.test(line);

/** Whether a complaint is about the picture: its decoder has it, or what divides its packets. */
const tellsPictureDamage = (line: string, { codec, index }: VideoTrack) =>
  [`[${codec} @`, '[NULL @', '[libdav1d @'].some(speaker => line.startsWith(speaker)) ||
  line.includes(`stream #0:${index}:`);

/** Picks out of the log what ffmpeg says nowhere else. */
export function createReadLog(video: VideoTrack | null = null) {
  const pictures = createPictureLog();
  const sound = createSoundLog();
  let loudness: number | null = null;
  let [damaged, pictureDamaged] = [false, false];
  return {
    shown: pictures.shown,
    pictureSizes: pictures.sizes,
    line(line: string) {
      pictures.line(line);
      const measured = LOUDNESS.exec(line);
      if (measured) loudness = Number(measured[1]);
      sound.line(line);
      if (!tellsDamage(line)) return;
      damaged = true;
      pictureDamaged ||= video !== null && tellsPictureDamage(line, video);
    },
    loudness: () => (loudness !== null && loudness > NO_LOUDNESS ? loudness : null),
    damaged: () => damaged,
    pictureDamaged: () => pictureDamaged,
    soundChanges: sound.changes,
    /** What did not come out of a decoder that complained; others keep a packet or two back. */
    lostSeconds: () => (damaged ? sound.lostSeconds() : 0),
  };
}
