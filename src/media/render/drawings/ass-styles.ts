/** How burnt-in subtitles look. Sizes are pixels of a picture whose shorter side has 720. */
export type AssStyle = {
  font: string;
  sizePixels: number;
  bold: boolean;
  /** `#rrggbb` */
  textColour: string;
  /** 0 is solid, 1 is nothing. */
  textTransparency: number;
  /** Of the outline, or of the box around the text. */
  borderColour: string;
  borderTransparency: number;
  borderPixels: number;
  /** A box for each line, or a panel behind all of them, which only libass draws. */
  border: 'outline' | 'box' | 'panel';
  sideMarginPixels: number;
  /** To the upper or lower edge, whichever is near. */
  edgeMarginPixels: number;
  /** Place in the picture, as on a keypad: 2 is in the middle below. */
  alignment: number;
};

const WHITE_SANS = {
  // There on every Linux, with Latin, Cyrillic and Greek; elsewhere players take their own.
  font: 'DejaVu Sans',
  sizePixels: 40,
  textColour: '#ffffff',
  textTransparency: 0,
  borderColour: '#000000',
  sideMarginPixels: 40,
  edgeMarginPixels: 36,
  alignment: 2,
} as const;

/**
 * Both can be read on any picture: white letters never meet a white background. The boxes of two
 * lines overlap, which only solid ones hide.
 */
export const ASS_STYLES = {
  outline: { ...WHITE_SANS, bold: true, border: 'outline', borderPixels: 3, borderTransparency: 0 },
  box: { ...WHITE_SANS, bold: false, border: 'box', borderPixels: 6, borderTransparency: 0 },
} as const satisfies Record<string, AssStyle>;
export type AssStyleName = keyof typeof ASS_STYLES;
