import type { KeyPicture } from '../../documents/probe.contract.ts';
import { refuseChanges } from '../../media/original/refuse-beyond.ts';
import type { VideoTrack } from '../../media/original/source.ts';
import type { PictureSize } from '../../media/original/steady-size.ts';

/** Written for each chosen picture, and always for the first behind a change: its graph has just begun. */
const SHOWN =
  /showinfo.*\bn: *\d+ .*pts_time: *(-?[\d.]+).*\bsar:(\d+)\/(\d+) s:(\d+)x(\d+)(?:.*\bchecksum:([\dA-F]+))?/;

/** Picks out of a log when chosen pictures show, what they are, and which size they have from when on. */
export function createPictureLog() {
  const pictures: KeyPicture[] = [];
  const sizes: PictureSize[] = [];
  let changes = 0;
  return {
    shown: pictures,
    line(line: string) {
      const shown = SHOWN.exec(line);
      if (!shown) return;
      const [seconds = 0, across = 0, down = 0, width = 0, height = 0] = shown
        .slice(1, 6)
        .map(Number);
      // Where nothing is said, pixels are square.
      const pixelAspect = across > 0 && down > 0 ? across / down : 1;
      pictures.push({ seconds, checksum: shown[6] ?? '' });
      const before = sizes.at(-1);
      if (before && (before.width !== width || before.height !== height)) changes += 1;
      refuseChanges(changes);
      sizes.push({ width, height, pixelAspect, fromSeconds: seconds });
    },
    /** As stored: the log has them turned upright. */
    sizes: (rotation: VideoTrack['rotation']) => (rotation % 180 === 0 ? sizes : sizes.map(turned)),
  };
}

const turned = ({ width, height, pixelAspect, fromSeconds }: PictureSize): PictureSize => ({
  width: height,
  height: width,
  pixelAspect: 1 / pixelAspect,
  fromSeconds,
});
