import type { Topics } from '../documents/topics.contract.ts';
import { cleanTopics, type Start, titleKey } from './clean-topics.ts';
import type { Break } from './find-breaks.ts';
import { BREAK_TITLE, LAST_SHARE, type TopicRules } from './topic-rules.ts';

/** First and last moment of speech, and the breaks between. */
export type SpeechSpan = { start: number; end: number; breaks: readonly Break[] };

type Given = {
  /** What a provider answered. */
  topics: readonly Start[];
  /** What the text itself gives: stands in where the answer leaves a hole. */
  fallback: readonly Start[];
  rules: TopicRules;
  speech: SpeechSpan;
};

/**
 * Topics that keep the rules whatever a provider answered: in order, inside the speech, the first
 * at its start and one after each break, none twice, none too close, not too many, and not too
 * few where the text has more to give. Each ends where the next starts.
 */
export function enforceRules({ topics, fallback, rules, speech }: Given): Topics['topics'] {
  const usable = (list: readonly Start[]) => placeInSpeech(cleanTopics(list), speech);
  const fallbacks = usable(fallback);
  const anchored = anchor(usable(topics), fallbacks, rules, speech);
  const spaced = keepSpacing(anchored, rules, speech);
  const enough = addMissing(spaced, fallbacks, rules, speech);
  return withEnds(dropSurplus(enough, rules, speech), speech);
}

/** Times after the end are inventions; those in a break or before the speech are a little off. */
const placeInSpeech = (topics: readonly Start[], speech: SpeechSpan): Start[] =>
  topics
    .filter(({ title, start }) => start < speech.end && titleKey(title) !== titleKey(BREAK_TITLE))
    .map(topic => {
      const within = speech.breaks.find(
        ({ start, end }) => start <= topic.start && topic.start < end,
      );
      return { ...topic, start: within ? within.end : Math.max(topic.start, speech.start) };
    });

const opensPart = ({ start, breaks }: SpeechSpan) => [start, ...breaks.map(({ end }) => end)];

/** The speech and every part after a break begin with a topic. */
function anchor(
  topics: readonly Start[],
  fallbacks: readonly Start[],
  rules: TopicRules,
  speech: SpeechSpan,
): Start[] {
  const starts = opensPart(speech);
  return starts.flatMap((opening, index) => {
    const until = speech.breaks[index]?.start ?? speech.end;
    const own = topics.filter(({ start }) => opening <= start && start < until);
    const atOpening = own[0] && [{ ...own[0], start: opening }, ...own.slice(1)];
    const isNear = own[0] && own[0].start - opening < rules.spacingSeconds;
    if (isNear && atOpening) return atOpening;
    // A topic from the middle says nothing of the beginning: the text does.
    const taken = new Set(own.map(({ title }) => titleKey(title)));
    const fallback = fallbacks.find(
      ({ title, start }) => opening <= start && start < until && !taken.has(titleKey(title)),
    );
    if (fallback) return [{ ...fallback, start: opening }, ...own];
    return index === 0 && atOpening ? atOpening : own;
  });
}

/** A topic that comes too soon belongs to the one before, and a farewell is none. */
function keepSpacing(topics: readonly Start[], { spacingSeconds }: TopicRules, speech: SpeechSpan) {
  const openings = opensPart(speech);
  const kept: Start[] = [];
  for (const topic of cleanTopics(topics)) {
    const distance = topic.start - (kept.at(-1)?.start ?? Number.NEGATIVE_INFINITY);
    const left = partEnd(topic, speech) - topic.start;
    const isFar = distance >= spacingSeconds && left >= spacingSeconds * LAST_SHARE;
    if (isFar || (openings.includes(topic.start) && distance > 0)) kept.push(topic);
  }
  return kept;
}

const partEnd = ({ start }: Start, { breaks, end }: SpeechSpan) =>
  breaks.find(pause => pause.start > start)?.start ?? end;

/** Takes from the text's own topics, first where there is the longest stretch without one. */
function addMissing(
  topics: readonly Start[],
  fallbacks: readonly Start[],
  rules: TopicRules,
  speech: SpeechSpan,
): Start[] {
  if (topics.length >= rules.min) return [...topics];
  const keys = new Set(topics.map(({ title }) => titleKey(title)));
  const marks = [...topics.map(({ start }) => start), speech.end];
  const distance = ({ start }: Start) => Math.min(...marks.map(mark => Math.abs(mark - start)));
  const best = fallbacks
    .filter(
      fallback => !keys.has(titleKey(fallback.title)) && distance(fallback) >= rules.spacingSeconds,
    )
    .toSorted((a, b) => distance(b) - distance(a))[0];
  if (!best) return [...topics];
  return addMissing(cleanTopics([...topics, best]), fallbacks, rules, speech);
}

/** Joins the closest neighbours until the number is right; openings of parts stay. */
function dropSurplus(topics: readonly Start[], rules: TopicRules, speech: SpeechSpan): Start[] {
  const openings = opensPart(speech);
  const movable = topics.filter(({ start }) => !openings.includes(start));
  if (topics.length + speech.breaks.length <= rules.max || movable.length === 0) return [...topics];
  const distance = (topic: Start) => topic.start - (topics[topics.indexOf(topic) - 1]?.start ?? 0);
  const closest = movable.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const others = topics.filter(topic => topic !== closest);
  return dropSurplus(others, rules, speech);
}

function withEnds(topics: readonly Start[], speech: SpeechSpan): Topics['topics'] {
  const pauses = speech.breaks.map(({ start }) => ({ title: BREAK_TITLE, start }));
  const all = [...topics, ...pauses].toSorted((a, b) => a.start - b.start);
  return all.map((topic, index) => ({ ...topic, end: all[index + 1]?.start ?? speech.end }));
}
