import type { Cue } from '../../../documents/cue.ts';
import type { AssStyle } from './ass-styles.ts';

export type Picture = { width: number; height: number };

/** What styles are measured in. */
const SHORT_SIDE_PIXELS = 720;

/** The size of a picture in what styles are measured in. */
export function scriptSize({ width, height }: Picture): Picture {
  const scale = SHORT_SIDE_PIXELS / Math.min(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Advanced SubStation Alpha (v4.00+), UTF-8: for burning in, and for players with styles. */
export function writeAss(cues: readonly Cue[], style: AssStyle, picture: Picture) {
  const { width, height } = scriptSize(picture);
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    // The shape of the picture: else letters would be stretched, and huge where it is upright.
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    'YCbCr Matrix: None',
    '',
    '[V4+ Styles]',
    `Format: ${STYLE_FIELDS.map(([name]) => name).join(', ')}`,
    `Style: ${STYLE_FIELDS.map(([, value]) => value(style)).join(',')}`,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...cues.map(dialogue),
    '',
  ].join('\n');
}

const dialogue = ({ start, end, lines }: Cue) =>
  `Dialogue: 0,${timecode(start)},${timecode(end)},Default,,0,0,0,,${lines.map(assText).join('\\N')}`;

/** A panel has its colour and its size from the fields of the shadow. */
const BORDER_STYLES = { outline: 1, box: 3, panel: 4 } as const;

/** Each field of the format with its value. */
const STYLE_FIELDS: readonly (readonly [
  name: string,
  value: (style: AssStyle) => string | number,
])[] = [
  ['Name', () => 'Default'],
  ['Fontname', ({ font }) => font],
  ['Fontsize', ({ sizePixels }) => sizePixels],
  ['PrimaryColour', style => colour(style.textColour, style.textTransparency)],
  ['SecondaryColour', style => colour(style.textColour, style.textTransparency)],
  ['OutlineColour', style => colour(style.borderColour, style.borderTransparency)],
  ['BackColour', style => colour(style.borderColour, style.borderTransparency)],
  ['Bold', ({ bold }) => (bold ? -1 : 0)],
  ['Italic', () => 0],
  ['Underline', () => 0],
  ['StrikeOut', () => 0],
  ['ScaleX', () => 100],
  ['ScaleY', () => 100],
  ['Spacing', () => 0],
  ['Angle', () => 0],
  ['BorderStyle', ({ border }) => BORDER_STYLES[border]],
  ['Outline', ({ border, borderPixels }) => (border === 'panel' ? 0 : borderPixels)],
  ['Shadow', ({ border, borderPixels }) => (border === 'panel' ? borderPixels : 0)],
  ['Alignment', ({ alignment }) => alignment],
  ['MarginL', ({ sideMarginPixels }) => sideMarginPixels],
  ['MarginR', ({ sideMarginPixels }) => sideMarginPixels],
  ['MarginV', ({ edgeMarginPixels }) => edgeMarginPixels],
  ['Encoding', () => 1],
];

/** `&HAABBGGRR`: colours backwards, and an alpha that counts transparency. */
function colour(rgb: string, transparency: number) {
  const [red, green, blue] = [rgb.slice(1, 3), rgb.slice(3, 5), rgb.slice(5, 7)];
  const alpha = Math.round(transparency * 255)
    .toString(16)
    .padStart(2, '0');
  return `&H${alpha}${blue}${green}${red}`.toUpperCase();
}

/** `1:02:03.04` */
function timecode(seconds: number) {
  const hundredths = Math.round(seconds * 100);
  const part = (size: number, modulo: number) =>
    String(Math.floor(hundredths / size) % modulo).padStart(2, '0');
  return `${Math.floor(hundredths / 360_000)}:${part(6000, 60)}:${part(100, 60)}.${part(1, 100)}`;
}

const WORD_JOINER = '\u2060';

/**
 * A brace begins commands. The format has no way to write a backslash, so one is kept apart from
 * the letter that would make a command of it by a sign that nobody sees.
 */
const assText = (line: string) =>
  line.replaceAll('\\', `\\${WORD_JOINER}`).replaceAll('{', '\\{').replaceAll('}', '\\}');
