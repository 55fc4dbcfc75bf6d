import type { SubtitleFormat } from '../config/processing-config.contract.ts';
import type { Cue } from '../documents/cue.ts';
import type { AssStyle } from '../media/render/drawings/ass-styles.ts';
import { writeAss } from '../media/render/drawings/write-ass.ts';
import { writeSrt, writeVtt } from './write-cues.ts';

type Look = { style: AssStyle; picture: { width: number; height: number } };

/** What each format is called on the wire, and how it is written. */
export const SUBTITLE_FORMATS: Record<
  SubtitleFormat,
  { contentType: string; write: (cues: readonly Cue[], look: Look) => string }
> = {
  srt: { contentType: 'application/x-subrip; charset=utf-8', write: writeSrt },
  vtt: { contentType: 'text/vtt; charset=utf-8', write: writeVtt },
  ass: {
    contentType: 'text/x-ssa; charset=utf-8',
    write: (cues, { style, picture }) => writeAss(cues, style, picture),
  },
};
