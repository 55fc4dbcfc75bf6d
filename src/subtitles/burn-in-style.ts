import type { BurnIn, BurnInPreset } from '../config/look-config.contract.ts';
import { ASS_STYLES, type AssStyle } from '../media/render/drawings/ass-styles.ts';
import { type Picture, scriptSize } from '../media/render/drawings/write-ass.ts';

const PANEL = {
  ...ASS_STYLES.box,
  border: 'panel',
  borderPixels: 8,
  borderTransparency: 0.35,
} as const;

const PRESETS: Record<BurnInPreset, AssStyle> = {
  outline: ASS_STYLES.outline,
  box: PANEL,
  yellow: { ...ASS_STYLES.outline, textColour: '#ffe14d' },
  large: { ...ASS_STYLES.outline, sizePixels: 56, borderPixels: 4 },
};

/** As on a keypad. */
const PLACES = { bottom: 2, middle: 5, top: 8 } as const;
/** Apps lay their buttons over the ends of an upright picture. */
const UPRIGHT_EDGE_SHARE = 0.16;
/** Mean width of a letter in heights of a line; measured with DejaVu on English and Russian. */
const LETTER_WIDTH = { bold: 0.58, regular: 0.52 };

/** How captions look that are burnt into a picture of this shape. */
export function burnInStyle(config: BurnIn, picture: Picture): AssStyle {
  const preset = PRESETS[config.preset];
  const { width, height } = scriptSize(picture);
  const { border_opacity: opacity } = config;
  return {
    ...preset,
    ...borderOf(config, preset),
    font: config.font ?? preset.font,
    sizePixels: config.size_pixels ?? preset.sizePixels,
    textColour: config.text_colour ?? preset.textColour,
    borderColour: config.border_colour ?? preset.borderColour,
    ...(opacity !== null && { borderTransparency: 1 - opacity }),
    alignment: PLACES[config.position],
    edgeMarginPixels:
      height > width ? Math.round(height * UPRIGHT_EDGE_SHARE) : preset.edgeMarginPixels,
  };
}

/** Another border than the preset's is drawn as in the preset that has it. */
function borderOf({ border }: BurnIn, preset: AssStyle): Partial<AssStyle> {
  const wanted = border === 'box' ? PANEL : border === 'outline' ? ASS_STYLES.outline : preset;
  const { border: kind, borderPixels, borderTransparency } = wanted;
  if (kind === preset.border) return {};
  return { border: kind, borderPixels, borderTransparency };
}

/** Characters that fit on a line. */
export function lineCharacters({ bold, sizePixels, sideMarginPixels }: AssStyle, picture: Picture) {
  const { width } = scriptSize(picture);
  const letter = sizePixels * (bold ? LETTER_WIDTH.bold : LETTER_WIDTH.regular);
  return Math.max(1, Math.floor((width - 2 * sideMarginPixels) / letter));
}
