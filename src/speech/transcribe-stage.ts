import { createHash } from 'node:crypto';
import { Probe } from '../documents/probe.contract.ts';
import { audioSeconds, SpeechAudio } from '../documents/speech-audio.contract.ts';
import type { SpeechProvider } from '../documents/speech-providers.ts';
import type { Transcript } from '../documents/transcript.contract.ts';
import type { Artifact } from '../pipeline/artifact.ts';
import { findArtifact, type Unfinished } from '../pipeline/stages/stage.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import type { BatchSpeech } from './batch/ports.ts';
import { transcribeInBatch } from './batch/transcribe-in-batch.ts';
import { buildTranscript, FREE } from './build-transcript.ts';
import { chooseProvider } from './choose-provider.ts';
import { finishTranscript } from './finish-transcript.ts';
import { checkSize, importSidecar } from './imported/import-sidecar.ts';
import type { SpeechEngine } from './ports.ts';
import { transcribeChunks } from './transcribe-chunks.ts';

/** The engines there are: at once, or by jobs that are done later. */
export type TranscribeDeps = Partial<Record<SpeechProvider, SpeechEngine | BatchSpeech>>;

type NotYet = { unfinished: Unfinished };
type Transcribed = { transcript: Transcript; notes: string[] };

/** Makes `transcript` from the speech audio or from the subtitles that came with the upload. */
export const transcribeStage =
  (deps: TranscribeDeps): RecordingStage =>
  async work => {
    const result = await transcribe(deps, work);
    return 'unfinished' in result
      ? result
      : finishTranscript(work, result.transcript, result.notes);
  };

async function transcribe(
  deps: TranscribeDeps,
  work: RecordingWork,
): Promise<Transcribed | NotYet> {
  const sidecar = findArtifact(work, 'sidecar');
  const provider = chooseProvider({
    wanted: work.config.transcription.provider,
    hasSidecar: sidecar !== undefined,
    available: Object.keys(deps),
  });
  if (provider === 'imported') return fromSidecar(work);
  const engine = deps[provider];
  if (!engine) throw new StageError('provider_rejected', { detail: `${provider} is not set up` });
  const transcript =
    'service' in engine
      ? await transcribeInBatch(work, provider, engine)
      : await transcribeAtOnce(work, provider, engine);
  return 'unfinished' in transcript ? transcript : { transcript, notes: [] };
}

async function fromSidecar(work: RecordingWork): Promise<Transcribed> {
  const sidecar = findArtifact(work, 'sidecar');
  if (!sidecar) throw new StageError('bad_sidecar', { detail: 'none was uploaded' });
  checkSize(sidecar.size_bytes);
  const probe = await work.readJson('probe', Probe);
  const { words, notes } = importSidecar(
    await unchanged(work, sidecar),
    probe?.duration_seconds ?? Number.POSITIVE_INFINITY,
  );
  const transcript = await buildTranscript({
    provider: 'imported',
    model: 'sidecar',
    words,
    wanted: work.config.transcription.language,
    audioSeconds: 0,
    price: FREE,
  });
  return { transcript, notes };
}

/** SHA-256 as the upload's end wrote it down; recordings of earlier have an ETag there. */
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** The link that it was put to outlives the upload, so another file may lie there by now. */
async function unchanged(work: RecordingWork, sidecar: Artifact) {
  const bytes = await work.readBytes(sidecar);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (isHash(sidecar.sha256) && hash !== sidecar.sha256) {
    throw new StageError('checksum_mismatch', { detail: 'the sidecar changed after the upload' });
  }
  return bytes;
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
