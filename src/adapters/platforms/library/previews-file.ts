import { cueTime } from '../../../documents/cue-time.ts';
import type { Preview } from '../../../publishing/previews.ts';

/** `thumbnails.vtt`: for each stretch a part of the sheet, in the form that web players know. */
export const previewsFile = (previews: readonly Preview[], sheetName: string) =>
  ['WEBVTT', ...previews.map(preview => cue(preview, sheetName)), ''].join('\n\n');

const cue = ({ start, end, x, y, width, height }: Preview, sheetName: string) =>
  `${cueTime(start)} --> ${cueTime(end)}\n${sheetName}#xywh=${x},${y},${width},${height}`;
