import { Probe } from '../media/probe.contract.ts';
import { findArtifact, type Stage, type StageOutcome, type StageWork } from '../pipeline/stage.ts';
import { StageError } from '../pipeline/stage-error.ts';
import { buildTranscript, FREE } from './build-transcript.ts';
import { chooseProvider } from './choose-provider.ts';
import { audioSeconds, hearChunks } from './hear-chunks.ts';
import { importSidecar } from './imported/import-sidecar.ts';
import type { SpeechEngine } from './ports.ts';
import { punctuate } from './punctuate.ts';
import { SpeechAudio } from './speech-audio.contract.ts';
import type { Transcript } from './transcript.contract.ts';

export type TranscribeDeps = {
  offline: SpeechEngine;
  /** The operator's provider, where one is set up. */
  remote?: SpeechEngine | undefined;
};

export const NO_SPEECH = 'No speech was found.';

/** Makes `transcript` from the speech audio or from the subtitles that came with the upload. */
export const transcribeStage =
  (deps: TranscribeDeps): Stage =>
  async work => {
    const transcript = await transcribe(deps, work);
    await saveTranscript(work, transcript);
    work.progress(100);
    return outcome(transcript);
  };

async function transcribe(deps: TranscribeDeps, work: StageWork): Promise<Transcript> {
  const sidecar = findArtifact(work, 'sidecar');
  const provider = chooseProvider({
    wanted: work.config.transcription.provider,
    hasSidecar: sidecar !== undefined,
    hasRemote: deps.remote !== undefined,
  });
  if (provider === 'imported') return fromSidecar(work);
  const engine = provider === 'offline' ? deps.offline : deps.remote;
  if (!engine)
    throw new StageError('provider_rejected', { detail: 'no speech provider is set up' });
  return fromSpeech(work, provider, engine);
}

async function fromSidecar(work: StageWork): Promise<Transcript> {
  const sidecar = findArtifact(work, 'sidecar');
  if (!sidecar) throw new StageError('bad_sidecar', { detail: 'none was uploaded' });
  const probe = await work.readJson('probe', Probe);
  const words = importSidecar(
    await work.readBytes(sidecar),
    probe?.duration_seconds ?? Number.POSITIVE_INFINITY,
  );
  return buildTranscript({
    provider: 'imported',
    model: 'sidecar',
    words,
    wanted: work.config.transcription.language,
    audioSeconds: 0,
    price: FREE,
  });
}

async function fromSpeech(
  work: StageWork,
  provider: 'offline' | 'openai',
  engine: SpeechEngine,
): Promise<Transcript> {
  const wanted = work.config.transcription.language;
  if (wanted !== 'auto' && engine.languages && !engine.languages.includes(wanted)) {
    throw new StageError('language_unsupported', { detail: wanted });
  }
  const speech = await work.readJson('speech', SpeechAudio);
  if (!speech) throw new StageError('missing_input', { detail: 'speech.json' });
  const { words, language } = await hearChunks(work, engine, speech.chunks);
  return buildTranscript({
    provider,
    model: engine.model,
    words: engine.isPlain ? punctuate(words) : words,
    language,
    wanted,
    audioSeconds: audioSeconds(speech.chunks),
    price: engine.price,
  });
}

const saveTranscript = (work: StageWork, transcript: Transcript) =>
  work.save({
    kind: 'transcript',
    fileName: 'master.json',
    contentType: 'application/json',
    body: JSON.stringify(transcript),
  });

function outcome({ provider, model, language, words, cost }: Transcript): StageOutcome {
  const { audio_seconds, amount_minor, currency } = cost;
  const facts = {
    provider,
    model,
    language,
    words: words.length,
    audio_seconds,
    cost_minor: amount_minor,
    currency,
  };
  return words.length > 0 ? { facts } : { note: NO_SPEECH, facts };
}
