import { SCRIPT, type ScriptTopic } from './lecture-script.ts';
import { between, type Random } from './random.ts';

export type SilenceKind = 'head' | 'breath' | 'pause' | 'tail';

/** What comes after what, before anybody has spoken: lengths of sentences are not known yet. */
export type Piece =
  | { kind: 'silence'; silence: SilenceKind; seconds: number }
  | { kind: 'utterance'; text: string; topic: number };

export type OutlineTopic = { title: string; script: ScriptTopic };
export type Outline = { topics: OutlineTopic[]; pieces: Piece[] };

const SECONDS_PER_TOPIC = 60;
const LEAST_SENTENCES = 3;
/** Measured on the script with the voice that speaks it, edges trimmed. */
const CHARACTERS_PER_SECOND = 16.5;
const BREATH_SECONDS = [0.25, 0.6] as const;
const MEAN_BREATH_SECONDS = 0.425;
const BETWEEN_TOPICS_SECONDS = 1.2;

/** A lecture of about `seconds`, with topics in the order of the script, again and again if need be. */
export function outlineLecture(seconds: number, random: Random): Outline {
  const count = Math.max(2, Math.round(seconds / SECONDS_PER_TOPIC));
  const topics = Array.from({ length: count }, (_, index) => topicAt(index));
  const head = Math.min(9, 3 + seconds * 0.02);
  const tail = Math.min(10, 4 + seconds * 0.02);
  const pauses = topics.map(() => between(random, 4, seconds < 120 ? 5 : 15));
  const silent = head + tail + pauses.reduce((sum, pause) => sum + pause, 0);
  const budgetSeconds = (seconds - silent) / count;
  const pieces = [
    silence('head', head),
    ...topics.flatMap(({ script }, index) =>
      topicPieces(script, { index, pause: pauses[index] ?? 0, budgetSeconds, random }),
    ),
    silence('tail', tail),
  ];
  return { topics, pieces };
}

function topicAt(index: number): OutlineTopic {
  const script = SCRIPT[index % SCRIPT.length];
  if (!script) throw new RangeError('The script is empty.');
  const round = Math.floor(index / SCRIPT.length) + 1;
  return { title: round === 1 ? script.title : `${script.title}, part ${round}`, script };
}

/**
 * The one long pause of a topic lies before it or inside it, by turns: a change of topic is not
 * always marked by silence, and silence does not always mark one.
 */
function topicPieces(
  script: ScriptTopic,
  plan: { index: number; pause: number; budgetSeconds: number; random: Random },
): Piece[] {
  const sentences = fitting(script.sentences, plan.budgetSeconds);
  const inside = plan.index % 2 === 0 ? Math.ceil(sentences.length / 2) : 0;
  return sentences.flatMap((text, position): Piece[] => {
    const utterance: Piece = { kind: 'utterance', text, topic: plan.index };
    const first = position === 0;
    if (first && plan.index === 0) return [utterance];
    if (position === inside) return [silence('pause', plan.pause), utterance];
    const breath = first ? BETWEEN_TOPICS_SECONDS : between(plan.random, ...BREATH_SECONDS);
    return [silence('breath', breath), utterance];
  });
}

/** The sentences from the start that come closest to the budget, breaths included. */
function fitting(sentences: readonly string[], budgetSeconds: number) {
  let used = 0;
  return sentences.filter((text, index) => {
    const sentenceSeconds = text.length / CHARACTERS_PER_SECOND + MEAN_BREATH_SECONDS;
    used += sentenceSeconds;
    return index < LEAST_SENTENCES || used - sentenceSeconds / 2 <= budgetSeconds;
  });
}

const silence = (kind: SilenceKind, seconds: number): Piece => ({
  kind: 'silence',
  silence: kind,
  seconds,
});
