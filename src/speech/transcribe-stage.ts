import { Probe } from '../documents/probe.contract.ts';
import { SpeechAudio } from '../documents/speech-audio.contract.ts';
import type { SpeechProvider } from '../documents/speech-providers.ts';
import type { Transcript } from '../documents/transcript.contract.ts';
import { findArtifact, type StageOutcome, type Unfinished } from '../pipeline/stages/stage.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import { hearInBatch } from './batch/hear-in-batch.ts';
import type { BatchSpeech } from './batch/ports.ts';
import { buildTranscript, FREE } from './build-transcript.ts';
import { chooseProvider } from './choose-provider.ts';
import { audioSeconds, hearChunks } from './hear-chunks.ts';
import { importSidecar } from './imported/import-sidecar.ts';
import type { SpeechEngine } from './ports.ts';
import { punctuate } from './punctuate.ts';

/** Who is there to hear: at once, or by jobs that are done later. */
export type TranscribeDeps = Partial<Record<SpeechProvider, SpeechEngine | BatchSpeech>>;

type NotYet = { unfinished: Unfinished };

export const NO_SPEECH = 'No speech was found.';

/** Makes `transcript` from the speech audio or from the subtitles that came with the upload. */
export const transcribeStage =
  (deps: TranscribeDeps): RecordingStage =>
  async work => {
    const transcript = await transcribe(deps, work);
    if ('unfinished' in transcript) return transcript;
    await saveTranscript(work, transcript);
    work.progress(100);
    return outcome(transcript);
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
  return fromSpeech(work, provider, engine);
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

async function fromSpeech(
  work: RecordingWork,
  provider: SpeechProvider,
  engine: SpeechEngine | BatchSpeech,
): Promise<Transcript | NotYet> {
  const wanted = work.config.transcription.language;
  const speech = await work.readJson('speech', SpeechAudio);
  if (!speech) throw new StageError('missing_input', { detail: 'speech.json' });
  const { chunks } = speech;
  const byJobs = 'service' in engine;
  const heard = byJobs
    ? await hearInBatch(work, engine, chunks)
    : await hearAtOnce(work, engine, chunks);
  if ('unfinished' in heard) return heard;
  const { model, price } = byJobs ? engine.service : engine;
  const seconds = audioSeconds(chunks);
  return buildTranscript({ provider, model, price, wanted, audioSeconds: seconds, ...heard });
}

async function hearAtOnce(
  work: RecordingWork,
  engine: SpeechEngine,
  chunks: SpeechAudio['chunks'],
) {
  const wanted = work.config.transcription.language;
  if (wanted !== 'auto' && engine.languages && !engine.languages.includes(wanted)) {
    throw new StageError('language_unsupported', { detail: wanted });
  }
  const heard = await hearChunks(work, engine, chunks);
  return engine.isPlain ? { ...heard, words: punctuate(heard.words) } : heard;
}

const saveTranscript = (work: RecordingWork, transcript: Transcript) =>
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
