import { lazy } from '../../src/kernel/lazy.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const settings = await providerSettings();

/** Only recordings that are transcribed by jobs of a provider come to it. */
const followJobs = lazy(async () => {
  const [{ followJobsStage }, { batchSpeechPorts }] = await Promise.all([
    import('../../src/speech/batch/follow-jobs-stage.ts'),
    import('../../src/wiring/batch-speech.ts'),
  ]);
  return followJobsStage(await batchSpeechPorts(settings));
});

const transcribe: RecordingStage = async work => (await followJobs())(work);

export const handler = stageFamily({
  implementations: { transcribe },
  provider: providerOf(settings),
});
