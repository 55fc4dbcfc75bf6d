import { cueTime } from '../../../documents/cue-time.ts';
import type { Chapter } from '../../../documents/metadata.contract.ts';
import { vttText } from '../../../documents/vtt-text.ts';

/** `chapters.vtt`: chapters for players that know them. */
export const chaptersFile = (chapters: readonly Chapter[]) =>
  ['WEBVTT', ...chapters.map(cue), ''].join('\n\n');

const cue = ({ title, start, end }: Chapter, index: number) =>
  `${index + 1}\n${cueTime(start)} --> ${cueTime(end)}\n${cueText(title)}`;

/** A blank line would end the cue. */
const cueText = (title: string) => vttText(title.replace(/\s+/gu, ' '));
