import { beforeAll, expect, test } from 'vitest';
import { editStage } from '#src/media/edit/edit-stage.ts';
import { STAGES, type StageName } from '#src/pipelines/recording.ts';
import type { RecordingStage } from '#src/pipelines/recording-work.ts';
import { metadataStage } from '#src/publishing/metadata/metadata-stage.ts';
import { gatherPublication } from '#src/publishing/publication.ts';
import { transcribeStage } from '#src/speech/transcribe-stage.ts';
import { subtitlesStage } from '#src/subtitles/subtitles-stage.ts';
import { topicsStage } from '#src/topics/topics-stage.ts';
import { watchedConfig } from '../support/watched-config.ts';
import { clip, lavfi } from './support/clips.ts';
import { analyze, render, testFolder } from './support/engine.ts';
import { recordingIn } from './support/stage-work.ts';

const SPOKEN = { text: 'Heat', start: 1, end: 2, confidence: 0.9 };
const heard = {
  model: 'fake',
  parallel: 1,
  price: { minorPerHour: 0, currency: 'USD' },
  transcribe: async () => ({ words: [SPOKEN], language: 'en' }),
};

/** All stages; of `publish` what does not ask a platform. */
const WORK: Record<StageName, RecordingStage> = {
  analyze,
  edit: editStage(),
  transcribe: transcribeStage({ offline: heard }),
  topics: topicsStage(),
  subtitles: subtitlesStage(),
  render,
  metadata: metadataStage(),
  publish: async work => {
    await gatherPublication(work, { thumbnails: { find: async () => undefined } });
    return {};
  },
};

/** With all of this on, a stage reads all that it ever reads. */
const CONFIG = {
  trim: { spare_words: true },
  picture: { burn_in: { enabled: true }, vertical: 'crop', watermark: { text: 'mine' } },
  sound: { loudness: { enabled: true } },
  subtitles: { formats: ['srt', 'vtt', 'ass'] },
};

const read = new Map<string, string[]>();
beforeAll(async () => {
  const folder = testFolder();
  const film = ['color=0x303030:s=320x180:r=25:d=8', 'sine=330:d=4,apad=whole_dur=8'].flatMap(
    source => lavfi(source),
  );
  const recording = recordingIn(folder, clip(folder, 'film.mp4', film));
  for (const [name, stage] of Object.entries(WORK)) {
    const work = recording.work({ config: CONFIG });
    const watched = watchedConfig(work.config);
    await stage({ ...work, config: watched.config });
    read.set(name, [...watched.read]);
  }
});

test.each(STAGES)('$name reads no setting that is not in its row', ({ name, settings }) => {
  const named: readonly string[] = settings;
  const unnamed = read
    .get(name)
    ?.filter(path => !named.some(setting => path === setting || path.startsWith(`${setting}.`)));
  expect(unnamed).toEqual([]);
});
