import { followJobsStage } from '../../src/speech/batch/follow-jobs-stage.ts';
import { batchSpeechPorts } from '../../src/wiring/batch-speech.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const settings = await providerSettings();

export const handler = stageFamily({
  implementations: { transcribe: followJobsStage(await batchSpeechPorts(settings)) },
  provider: providerOf(settings),
});
