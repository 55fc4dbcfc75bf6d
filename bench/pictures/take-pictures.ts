import { ffmpeg } from '../../local/sample/run-program.ts';

const WEBP = ['-c:v', 'libwebp', '-f', 'image2pipe', '-frames:v', '1'];

/** What is heard below 6 kHz; loudness is colour. */
export const spectrogramOf = (file: string, { width, height }: { width: number; height: number }) =>
  ffmpeg([
    ...['-i', file, '-lavfi'],
    `pan=mono|c0=c0,showspectrumpic=s=${width}x${height}:legend=0:stop=6000:drange=70:color=magma`,
    ...[...WEBP, '-quality', '50', 'pipe:1'],
  ]);

/** The frame that is shown at a time. */
export const frameAt = (file: string, seconds: number) =>
  ffmpeg([
    ...['-ss', seconds.toFixed(3), '-i', file, '-vf', 'scale=320:-2'],
    ...[...WEBP, '-quality', '70', 'pipe:1'],
  ]);
