import type { Cue } from '../documents/cue.ts';

/** `01:02:03,004`; the mark before the milliseconds is all that the two formats differ in. */
function timecode(seconds: number, mark: ',' | '.') {
  const milliseconds = Math.round(seconds * 1000);
  const part = (size: number, modulo: number) => Math.floor(milliseconds / size) % modulo;
  const [hours, minutes, whole] = [part(3_600_000, 1e6), part(60_000, 60), part(1000, 60)];
  const clock = [hours, minutes, whole].map(number => String(number).padStart(2, '0')).join(':');
  return `${clock}${mark}${String(part(1, 1000)).padStart(3, '0')}`;
}

/** SubRip, numbered from 1. */
export const writeSrt = (cues: readonly Cue[]) =>
  cues
    .map(({ start, end, lines }, index) => {
      const times = `${timecode(start, ',')} --> ${timecode(end, ',')}`;
      return `${index + 1}\n${times}\n${lines.map(srtText).join('\n')}\n`;
    })
    .join('\n');

/** WebVTT (W3C), UTF-8. */
export const writeVtt = (cues: readonly Cue[]) =>
  ['WEBVTT\n']
    .concat(
      cues.map(({ start, end, lines }) => {
        const times = `${timecode(start, '.')} --> ${timecode(end, '.')}`;
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

/** `&` first, as it is in the escapes; with `>` escaped no arrow is left. */
const vttText = (line: string) =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
