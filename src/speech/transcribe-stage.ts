import { Probe } from '../documents/probe.contract.ts';
import { audioSeconds, SpeechAudio } from '../documents/speech-audio.contract.ts';
import type { SpeechProvider } from '../documents/speech-providers.ts';
import type { Transcript } from '../documents/transcript.contract.ts';
import { findArtifact, type Unfinished } from '../pipeline/stages/stage.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import type { BatchSpeech } from './batch/ports.ts';
import { transcribeInBatch } from './batch/transcribe-in-batch.ts';
import { buildTranscript, FREE } from './build-transcript.ts';
import { chooseProvider } from './choose-provider.ts';
import { finishTranscript } from './finish-transcript.ts';
import { importSidecar } from './imported/import-sidecar.ts';
import type { SpeechEngine } from './ports.ts';
import { transcribeChunks } from './transcribe-chunks.ts';

/** The engines there are: at once, or by jobs that are done later. */
export type TranscribeDeps = Partial<Record<SpeechProvider, SpeechEngine | BatchSpeech>>;

type NotYet = { unfinished: Unfinished };

/** Makes `transcript` from the speech audio or from the subtitles that came with the upload. */
export const transcribeStage =
  (deps: TranscribeDeps): RecordingStage =>
  async work => {
    const transcript = await transcribe(deps, work);
    return 'unfinished' in transcript ? transcript : finishTranscript(work, transcript);
  };

async function transcribe(deps: TranscribeDeps, work: RecordingWork): Promise<Transcript | NotYet> {
  const sidecar = findArtifact(work, 'sidecar');
  const provider = chooseProvider({
    wanted: work.config.transcription.provider,
    hasSidecar: sidecar !== undefined,
    available: Object.keys(deps),
  });
  if (provider === 'imported') return fromSidecar(work);
  const engine = deps[provider];
  if (!engine) throw new StageError('provider_rejected', { detail: `${provider} is not set up` });
  return 'service' in engine
    ? transcribeInBatch(work, provider, engine)
    : transcribeAtOnce(work, provider, engine);
}

async function fromSidecar(work: RecordingWork): Promise<Transcript> {
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

async function transcribeAtOnce(
  work: RecordingWork,
  provider: SpeechProvider,
  engine: SpeechEngine,
): Promise<Transcript> {
  const wanted = work.config.transcription.language;
  const { chunks } = await work.needJson('speech', SpeechAudio);
  if (wanted !== 'auto' && engine.languages && !engine.languages.includes(wanted)) {
    throw new StageError('language_unsupported', { detail: wanted });
  }
  const recognized = await transcribeChunks(work, engine, chunks);
  const { model, price, leastConfidence } = engine;
  const said = { provider, model, price, leastConfidence, wanted };
  return buildTranscript({ ...said, audioSeconds: audioSeconds(chunks), ...recognized });
}
