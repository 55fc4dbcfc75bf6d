import type { Cue } from '../documents/cue.ts';
import { cueTime } from '../documents/cue-time.ts';
import { vttText } from '../documents/vtt-text.ts';

/** SubRip, numbered from 1. */
export const writeSrt = (cues: readonly Cue[]) =>
  cues
    .map(({ start, end, lines }, index) => {
      const times = `${cueTime(start, ',')} --> ${cueTime(end, ',')}`;
      return `${index + 1}\n${times}\n${lines.map(srtText).join('\n')}\n`;
    })
    .join('\n');

/** WebVTT (W3C), UTF-8. */
export const writeVtt = (cues: readonly Cue[]) =>
  ['WEBVTT\n']
    .concat(
      cues.map(({ start, end, lines }) => {
        const times = `${cueTime(start)} --> ${cueTime(end)}`;
        return `${times}\n${lines.map(vttText).join('\n')}\n`;
      }),
    )
    .join('\n');

const WORD_JOINER = '\u2060';
/** Commands of ASS, and of MicroDVD, which players and ffmpeg know in SubRip as well, and hide. */
const SRT_COMMAND = /\{(?=\\|[a-z]:)/gi;

/**
 * SubRip has no escapes: what players would take for an arrow or a tag gets a look-alike, and a brace
 * that would begin a command a sign that nobody sees.
 */
const srtText = (line: string) =>
  line
    .replaceAll('-->', '→')
    .replaceAll(/<(?=[a-z/])/gi, '‹')
    .replaceAll(SRT_COMMAND, `{${WORD_JOINER}`);
