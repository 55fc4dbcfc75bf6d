import type { PictureConfig } from '../recordings/look-config.contract.ts';
import { writeWatermark } from '../subtitles/write-watermark.ts';
import type { Probe } from './probe.contract.ts';
import { type Reshape, reshapeOf, shownSize } from './reshape.ts';

/** What changes a picture beyond cutting. It is made in the one encode of the picture. */
export type Look = {
  reshape: Reshape | null;
  /** ASS documents on the result's clock, drawn one over the other. */
  drawings: readonly string[];
  /** Why the picture cannot be copied, in words. */
  reasons: readonly string[];
};

/** What a recording's picture shall look like; null where it stays as it is. */
export function lookOf(video: NonNullable<Probe['video']>, config: PictureConfig): Look | null {
  const shown = shownSize(video);
  const reshape = reshapeOf(shown, config.vertical, config.vertical_focus);
  const watermark = config.watermark && writeWatermark(config.watermark, reshape ?? shown);
  if (!reshape && !watermark) return null;
  return {
    reshape,
    drawings: watermark ? [watermark] : [],
    reasons: [...(reshape ? ['vertical'] : []), ...(watermark ? ['watermark'] : [])],
  };
}
