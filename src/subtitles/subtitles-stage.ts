import { EditList } from '../media/edit.contract.ts';
import { Probe } from '../media/probe.contract.ts';
import type { Stage, StageOutcome } from '../pipeline/stage.ts';
import { StageError } from '../pipeline/stage-error.ts';
import { Transcript } from '../speech/transcript.contract.ts';
import { ASS_STYLES } from './ass-styles.ts';
import { toCues } from './to-cues.ts';
import { SUBTITLE_FORMATS } from './write-subtitles.ts';

/** Makes `subtitles:<language>.<format>` of each format; none of them where nothing was said. */
export const subtitlesStage =
  (): Stage =>
  async (work): Promise<StageOutcome> => {
    const transcript = await work.readJson('transcript', Transcript);
    const edit = await work.readJson('edit', EditList);
    if (!transcript || !edit)
      throw new StageError('missing_input', { detail: 'transcript or edit' });
    const { max_line_characters, max_characters_per_second, formats, style } =
      work.config.subtitles;
    const cues = toCues(transcript, edit, {
      maxLineCharacters: max_line_characters,
      maxCharactersPerSecond: max_characters_per_second,
    });
    if (cues.length === 0) return { note: 'There are no words to show.', facts: { cues: 0 } };
    const { language } = transcript;
    const picture = pictureOf(await work.readJson('probe', Probe));
    for (const format of formats) {
      const { contentType, write } = SUBTITLE_FORMATS[format];
      const name = `${language}.${format}`;
      const body = write(cues, { style: ASS_STYLES[style], picture });
      await work.save({ kind: 'subtitles', variant: name, fileName: name, contentType, body });
    }
    work.progress(100);
    return { facts: { cues: cues.length, language } };
  };

/** Of sound alone, the shape of whatever picture it may get is the usual one. */
function pictureOf(probe: Probe | undefined) {
  if (!probe?.video) return { width: 16, height: 9 };
  const { width, height, rotation } = probe.video;
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}
