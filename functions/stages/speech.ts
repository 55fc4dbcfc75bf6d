import { transcribeStage } from '../../src/speech/transcribe-stage.ts';
import { laterSpeechPorts } from '../../src/wiring/later-speech.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const settings = await providerSettings();

export const handler = stageFamily({
  // A container hears; what it has submitted to a provider is asked for here.
  implementations: { transcribe: transcribeStage(laterSpeechPorts(settings)) },
  provider: providerOf(settings),
});
