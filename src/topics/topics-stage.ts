import type { Topics } from '../documents/topics.contract.ts';
import { Transcript } from '../documents/transcript.contract.ts';
import type { StageOutcome } from '../pipeline/stages/stage.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { RecordingStage, RecordingWork } from '../pipelines/recording-work.ts';
import { cleanThemes } from './clean-topics.ts';
import { enforceRules, type SpeechSpan } from './enforce-rules.ts';
import { findBreaks } from './find-breaks.ts';
import { type FoundTopics, findTopics } from './find-topics.ts';
import type { TopicModel } from './ports.ts';
import { askTopics } from './remote/ask-topics.ts';
import { type TopicRules, topicRules } from './topic-rules.ts';

export type TopicsDeps = {
  /** The operator's language model, where one is set up. */
  remote?: TopicModel | undefined;
  /** How long the model may take for all its windows; left out: twelve minutes. */
  timeoutSeconds?: number;
};

/** The stage runs in a function, which is stopped after 15 minutes and then says nothing at all. */
const TIMEOUT_SECONDS = 12 * 60;

const OFFLINE_MODEL = 'castline-topics-1';
const MAX_THEMES = 3;

type Answer = FoundTopics & { provider: Topics['provider']; model: string; note?: string };

/** Makes `topics` from the transcript; an empty one where nothing was said. */
export const topicsStage =
  (deps: TopicsDeps = {}): RecordingStage =>
  async (work): Promise<StageOutcome> => {
    const transcript = await work.needJson('transcript', Transcript);
    const speech = speechSpan(transcript);
    const rules = topicRules(work.config.topics.granularity, spokenSeconds(speech));
    const fallback = await findTopics(transcript, rules, work.pause);
    work.progress(50);
    const answer = await choose(deps, work, { transcript, rules, fallback });
    const topics = toTopics(work, transcript, answer, {
      themes: fallback.themes,
      topics: enforceRules({ topics: answer.topics, fallback: fallback.topics, rules, speech }),
      breaks: [...speech.breaks],
    });
    await work.saveJson('topics', 'topics.json', topics);
    work.progress(100);
    return outcome(topics, answer.note);
  };

function speechSpan({ words }: Transcript): SpeechSpan {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0, breaks: findBreaks(words) };
}

const spokenSeconds = ({ start, end, breaks }: SpeechSpan) =>
  breaks.reduce((sum, pause) => sum - (pause.end - pause.start), end - start);

type Material = { transcript: Transcript; rules: TopicRules; fallback: FoundTopics };

async function choose(deps: TopicsDeps, work: RecordingWork, material: Material): Promise<Answer> {
  const { provider } = work.config.topics;
  const offline: Answer = { ...material.fallback, provider: 'offline', model: OFFLINE_MODEL };
  const hasWords = material.transcript.words.length > 0;
  if (provider === 'offline' || !hasWords || (provider === 'auto' && !deps.remote)) return offline;
  const { remote, timeoutSeconds = TIMEOUT_SECONDS } = deps;
  if (!remote) throw new StageError('provider_rejected', { detail: 'no language model is set up' });
  try {
    return await askRemote(remote, work, material, timeoutSeconds);
  } catch (error) {
    // Whoever leaves the choice to us rather has good topics than none.
    const canFallBack = provider === 'auto' && error instanceof StageError && !work.signal.aborted;
    if (!canFallBack) throw error;
    return { ...offline, note: `Topics were found without the language model: ${error.code}.` };
  }
}

async function askRemote(
  remote: TopicModel,
  work: RecordingWork,
  { transcript, rules }: Material,
  timeoutSeconds: number,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const signal = AbortSignal.any([work.signal, timeout]);
  try {
    const question = { rules, title: work.details.displayName, signal };
    const found = await askTopics(remote, transcript, question);
    return { ...found, provider: 'openai', model: remote.model };
  } catch (error) {
    if (work.signal.aborted || !timeout.aborted) throw error;
    const detail = `no answer within ${timeoutSeconds} seconds`;
    throw new StageError('provider_unavailable', { detail, cause: error });
  }
}

function toTopics(
  work: RecordingWork,
  { language }: Transcript,
  { provider, model, themes }: Answer,
  made: Pick<Topics, 'themes' | 'topics' | 'breaks'>,
): Topics {
  const clean = cleanThemes(themes);
  return {
    version: 1,
    provider,
    model,
    granularity: work.config.topics.granularity,
    language,
    ...made,
    themes: (clean.length > 0 ? clean : made.themes).slice(0, MAX_THEMES),
  };
}

function outcome(
  { topics, provider, model, granularity }: Topics,
  note: string | undefined,
): StageOutcome {
  const facts = { topics: topics.length, provider, model, granularity };
  if (topics.length === 0) return { note: 'There are no words to find topics in.', facts };
  return note ? { note, facts } : { facts };
}
