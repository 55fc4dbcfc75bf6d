/** All pictures are as wide, so that they read as one series. */
export const WIDTH = 1200;

export const COLORS = {
  paper: '#fff',
  ink: '#1f2933',
  grey: '#616e7c',
  sound: '#2b6f8f',
  cut: '#c0392b',
  margin: '#e08e0b',
} as const;

/** A picture with its own paper: it looks the same in a light and in a dark document. */
export const picture = (title: string, height: number, parts: readonly string[]) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="sans-serif" font-size="15">`,
    `<title>${title}</title><rect width="${WIDTH}" height="${height}" rx="6" fill="${COLORS.paper}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');

type Place = { x: number; y: number };
type Style = { anchor?: 'start' | 'middle' | 'end'; color?: string; bold?: boolean };

export const label = (
  text: string,
  { x, y }: Place,
  { anchor = 'start', color = COLORS.ink, bold = false }: Style = {},
) =>
  `<text x="${tenth(x)}" y="${tenth(y)}" text-anchor="${anchor}" fill="${color}"${bold ? ' font-weight="bold"' : ''}>${text}</text>`;

type Box = Place & { width: number; height: number };

export const box = ({ x, y, width, height }: Box, style: string) =>
  `<rect x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}" ${style}/>`;

/** A bitmap inside the picture itself: the file needs no other. */
export const bitmap = ({ x, y, width, height }: Box, webp: Buffer) =>
  `<image x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}" preserveAspectRatio="none" href="data:image/webp;base64,${webp.toString('base64')}"/>`;

export const shape = (points: readonly Place[], style: string) =>
  `<polygon points="${points.map(({ x, y }) => `${tenth(x)},${tenth(y)}`).join(' ')}" ${style}/>`;

export const tenth = (value: number) => Math.round(value * 10) / 10;

/** `1:02`, or `1:02.4` where tenths matter. */
export function clock(seconds: number, digits: 0 | 1 = 0) {
  const whole = Number(seconds.toFixed(digits));
  const rest = (whole % 60).toFixed(digits).padStart(digits ? 4 : 2, '0');
  return `${Math.floor(whole / 60)}:${rest}`;
}
