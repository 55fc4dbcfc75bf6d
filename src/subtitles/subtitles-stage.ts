import type { Cue } from '../documents/cue.ts';
import { EditList } from '../documents/edit.contract.ts';
import { Probe } from '../documents/probe.contract.ts';
import { Transcript } from '../documents/transcript.contract.ts';
import { ASS_STYLES } from '../media/render/drawings/ass-styles.ts';
import { writeAss } from '../media/render/drawings/write-ass.ts';
import { sizeOf } from '../media/render/look.ts';
import { shownSize } from '../media/render/reshape.ts';
import type { StageOutcome } from '../pipeline/stages/stage.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import { burnInStyle, lineCharacters } from './burn-in-style.ts';
import { toCues } from './to-cues.ts';
import { SUBTITLE_FORMATS } from './write-subtitles.ts';

/**
 * Makes `subtitles:<language>.<format>` of each format, and `burn_in` where captions shall be a
 * part of the picture; none of them where nothing was said.
 */
export const subtitlesStage =
  (): RecordingStage =>
  async (work): Promise<StageOutcome> => {
    const transcript = await work.needJson('transcript', Transcript);
    const edit = await work.needJson('edit', EditList);
    const { enabled, max_line_characters, max_characters_per_second } = work.config.subtitles;
    const cuesOf = (maxLineCharacters: number) =>
      toCues(
        transcript,
        edit,
        { maxLineCharacters, maxCharactersPerSecond: max_characters_per_second },
        work.pause,
      );
    const cues = await cuesOf(max_line_characters);
    if (cues.length === 0) return { note: 'There are no words to show.', facts: { cues: 0 } };
    const { language } = transcript;
    const video = (await work.readJson('probe', Probe))?.video ?? null;
    if (enabled) await saveSubtitles(work, cues, language, video);
    if (work.config.picture.burn_in.enabled && video) await saveBurnIn(work, cuesOf, video);
    work.progress(100);
    return { facts: { cues: cues.length, language } };
  };

type Video = NonNullable<Probe['video']>;

async function saveSubtitles(
  work: RecordingWork,
  cues: readonly Cue[],
  language: string,
  video: Video | null,
) {
  const { formats, style } = work.config.subtitles;
  // Of sound alone, the shape of whatever picture it may get is the usual one.
  const picture = video ? shownSize(video) : { width: 16, height: 9 };
  for (const format of formats) {
    const { contentType, write } = SUBTITLE_FORMATS[format];
    const name = `${language}.${format}`;
    const body = write(cues, { style: ASS_STYLES[style], picture });
    await work.save({ kind: 'subtitles', variant: name, fileName: name, contentType, body });
  }
}

/** Captions in the shape of the result, with lines no longer than fit on it. */
async function saveBurnIn(
  work: RecordingWork,
  cuesOf: (maxLineCharacters: number) => Promise<Cue[]>,
  video: Video,
) {
  const { picture, subtitles } = work.config;
  const size = sizeOf(video, picture);
  const style = burnInStyle(picture.burn_in, size);
  const cues = await cuesOf(Math.min(subtitles.max_line_characters, lineCharacters(style, size)));
  const { contentType } = SUBTITLE_FORMATS.ass;
  const body = writeAss(cues, style, size);
  await work.save({ kind: 'burn_in', fileName: 'burn-in.ass', contentType, body });
}
