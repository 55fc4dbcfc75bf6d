import type { PictureConfig } from '../../config/look-config.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';
import { writeWatermark } from './drawings/write-watermark.ts';
import { type Reshape, reshapeOf, type Size, shownSize, uprightSize } from './reshape.ts';

/** What changes a picture beyond cutting. It is made in the one encode of the picture. */
export type Look = {
  reshape: Reshape | null;
  /** ASS documents on the result's clock, drawn one over the other. */
  drawings: readonly string[];
  /** Why the picture cannot be copied, in words. */
  reasons: readonly string[];
};

/**
 * What a recording's picture shall look like, with these captions (ASS) burnt in; null where it
 * stays as it is.
 */
export function lookOf(
  video: NonNullable<Probe['video']>,
  config: PictureConfig,
  captions?: string,
): Look | null {
  const reshape = reshapeOf(shownSize(video), config.vertical, config.vertical_focus);
  const watermark = config.watermark && writeWatermark(config.watermark, sizeOf(video, config));
  const requested = [
    { reason: 'burn-in', given: captions, drawing: captions },
    { reason: 'vertical', given: reshape },
    { reason: 'watermark', given: watermark, drawing: watermark },
  ].filter(({ given }) => given);
  if (requested.length === 0) return null;
  return {
    reshape,
    drawings: requested.flatMap(({ drawing }) => drawing ?? []),
    reasons: requested.map(({ reason }) => reason),
  };
}

/** The size of the result, as players show it. */
export function sizeOf(video: NonNullable<Probe['video']>, { vertical }: PictureConfig): Size {
  const shown = shownSize(video);
  return uprightSize(shown, vertical) ?? shown;
}
