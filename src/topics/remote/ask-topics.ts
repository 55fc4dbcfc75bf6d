import type { Transcript } from '../../documents/transcript.contract.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { FoundTopics } from '../find-topics.ts';
import { CutAnswer, type ModelMessage, type TopicModel } from '../ports.ts';
import type { TopicRules } from '../topic-rules.ts';
import { TOPICS_SHAPE, TopicsAnswer, UsableAnswer } from './answer.contract.ts';
import { repairMessage, SYSTEM, userMessage, type Window } from './prompt.ts';
import { halve, splitWindows } from './split-windows.ts';

type Question = { rules: TopicRules; title: string; signal: AbortSignal };

/**
 * Topics as a language model sees them, window by window. An answer that cannot be used is sent
 * back once with the reasons; then `invalid_answer`.
 */
export async function askTopics(
  model: TopicModel,
  transcript: Transcript,
  question: Question,
): Promise<FoundTopics> {
  const windows = splitWindows(transcript.segments, question.rules);
  const answers: TopicsAnswer[] = [];
  // One after another: a provider's rate limit is soon met by long prompts.
  for (const window of windows) answers.push(...(await askWindow(model, window, question)));
  return {
    themes: interleave(answers.map(({ themes }) => themes)),
    topics: answers.flatMap(({ topics }) => topics),
  };
}

/** A window whose answer was cut is asked again in two halves. */
async function askWindow(model: TopicModel, window: Window, question: Question) {
  try {
    return [await askOnce(model, window, question)];
  } catch (error) {
    const halves = error instanceof CutAnswer ? halve(window) : [];
    if (halves.length < 2) throw error;
    const answers: TopicsAnswer[] = [];
    for (const half of halves) answers.push(await askOnce(model, half, question));
    return answers;
  }
}

async function askOnce(model: TopicModel, window: Window, { rules, title, signal }: Question) {
  const messages: ModelMessage[] = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: userMessage(window, rules, title) },
  ];
  const first = await model.ask(messages, TOPICS_SHAPE, signal);
  const read = readAnswer(first, window);
  if (read.reasons.length === 0 && read.answer) return read.answer;
  messages.push({ role: 'assistant', content: first });
  messages.push({ role: 'user', content: repairMessage(read.reasons) });
  const second = readAnswer(await model.ask(messages, TOPICS_SHAPE, signal), window);
  // A wrong number is put right by the rules afterwards, and what is missing; no answer at all is not.
  const usable = second.answer ?? read.answer;
  if (!usable) throw new StageError('invalid_answer', { detail: second.reasons.join('; ') });
  return usable;
}

type Read = { answer?: TopicsAnswer | undefined; reasons: string[] };

function readAnswer(text: string, window: Window): Read {
  const parsed = parseJson(text);
  if (parsed === undefined) return { reasons: ['It is not JSON.'] };
  const checked = TopicsAnswer.safeParse(parsed);
  if (checked.success) return withReasons(checked.data, window);
  const reasons = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const usable = UsableAnswer.safeParse(parsed);
  return { reasons, answer: usable.data && withReasons(usable.data, window).answer };
}

function withReasons(answer: TopicsAnswer, { segments, min, max }: Window): Read {
  const [from, to] = [segments[0]?.start ?? 0, segments.at(-1)?.end ?? 0];
  // Time stamps are whole seconds.
  const topics = answer.topics.filter(({ start }) => start >= Math.floor(from) && start < to);
  const reasons: string[] = [];
  if (topics.length < answer.topics.length) reasons.push('Some times are not in the transcript.');
  if (topics.length < min || topics.length > max) {
    reasons.push(`There are ${topics.length} topics, not ${min} to ${max}.`);
  }
  return topics.length > 0 ? { answer: { ...answer, topics }, reasons } : { reasons };
}

/** Models put JSON into a code block now and then. */
function parseJson(text: string): unknown {
  const [, inside] = /```(?:json)?\s*([\s\S]*?)```/.exec(text) ?? [];
  try {
    return JSON.parse(inside ?? text);
  } catch {
    return undefined;
  }
}

/** The first theme of each window, then the second of each. */
function interleave(lists: readonly string[][]): string[] {
  const longest = Math.max(0, ...lists.map(list => list.length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap(list => list[place] ?? []),
  ).flat();
}
