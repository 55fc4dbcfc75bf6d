import type { StageOfFunction } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { topicsStage } from '../../src/topics/topics-stage.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { stageFamily } from '../../src/wiring/stages.ts';
import { topicsPorts } from '../../src/wiring/topics.ts';

const settings = await providerSettings();
const implementations: Record<StageOfFunction<'topics'>, RecordingStage> = {
  topics: topicsStage(topicsPorts(settings)),
};

export const handler = stageFamily({ implementations, provider: providerOf(settings) });
