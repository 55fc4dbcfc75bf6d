import { EditList } from '../media/edit.contract.ts';
import type { MadeFile, Stage, StageOutcome } from '../pipeline/stage.ts';
import { StageError } from '../pipeline/stage-error.ts';
import { Transcript } from '../speech/transcript.contract.ts';
import { toCues } from './to-cues.ts';
import { writeSrt, writeVtt } from './write-cues.ts';

/** Makes `subtitles:<language>.srt` and `.vtt`; none of them where nothing was said. */
export const subtitlesStage =
  (): Stage =>
  async (work): Promise<StageOutcome> => {
    const transcript = await work.readJson('transcript', Transcript);
    const edit = await work.readJson('edit', EditList);
    if (!transcript || !edit)
      throw new StageError('missing_input', { detail: 'transcript or edit' });
    const { max_line_characters, max_characters_per_second } = work.config.subtitles;
    const cues = toCues(transcript, edit, {
      maxLineCharacters: max_line_characters,
      maxCharactersPerSecond: max_characters_per_second,
    });
    if (cues.length === 0) return { note: 'There are no words to show.', facts: { cues: 0 } };
    const { language } = transcript;
    await work.save(file(`${language}.srt`, 'application/x-subrip; charset=utf-8', writeSrt(cues)));
    await work.save(file(`${language}.vtt`, 'text/vtt; charset=utf-8', writeVtt(cues)));
    work.progress(100);
    return { facts: { cues: cues.length, language } };
  };

const file = (name: string, contentType: string, body: string): MadeFile => ({
  kind: 'subtitles',
  variant: name,
  fileName: name,
  contentType,
  body,
});
