import { editStage } from '../../src/media/edit/edit-stage.ts';
import type { StageOfFunction } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const implementations: Record<StageOfFunction<'media'>, RecordingStage> = { edit: editStage() };

export const handler = stageFamily({ implementations });
