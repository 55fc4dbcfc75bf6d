import type { StageOfFunction } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { subtitlesStage } from '../../src/subtitles/subtitles-stage.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const implementations: Record<StageOfFunction<'subtitles'>, RecordingStage> = {
  subtitles: subtitlesStage(),
};

export const handler = stageFamily({ implementations });
