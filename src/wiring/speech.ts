import { SPEECH } from '../adapters/speech/index.ts';
import { joinSpeech } from '../adapters/speech/join-speech.ts';
import { fasterWhisper } from '../adapters/speech/offline/faster-whisper.ts';
import type { TranscribeDeps } from '../speech/transcribe-stage.ts';
import { batchSpeechPorts } from './batch-speech.ts';
import { type ProviderSettings, setUpSpeech } from './provider-settings.ts';

/** The engines of the transcribe stage: the embedded one, and the operator's where set up. */
export async function speechPorts(settings: ProviderSettings): Promise<TranscribeDeps> {
  const engines = setUpSpeech(settings).map(async ([name, access]) => {
    const row = SPEECH[name];
    return 'load' in row ? [[name, (await row.load())(access)] as const] : [];
  });
  const atOnce = Object.fromEntries((await Promise.all(engines)).flat());
  const byJobs = await batchSpeechPorts(settings, { join: joinSpeech('ffmpeg') });
  return { ...atOnce, ...byJobs, offline: fasterWhisper(settings.offline) };
}
