import { timestamp } from '../../../config/time-format.ts';
import type { Chapter } from '../../../documents/metadata.contract.ts';

/** `chapters.vtt`: chapters for players that know them. */
export const chaptersFile = (chapters: readonly Chapter[]) =>
  ['WEBVTT', ...chapters.map(cue), ''].join('\n\n');

const cue = ({ title, start, end }: Chapter, index: number) =>
  `${index + 1}\n${cueTime(start)} --> ${cueTime(end)}\n${cueText(title)}`;

/** `00:01:02.003`, as WebVTT writes times. */
export function cueTime(seconds: number) {
  const milliseconds = Math.round(seconds * 1000);
  return `${timestamp(Math.floor(milliseconds / 1000))}.${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** A blank line would end the cue; `&` and `<` begin markup. */
const cueText = (title: string) =>
  title
    .replace(/\s+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
