import * as z from 'zod';
import type { AnswerShape } from '../ports.ts';

const CLOCK = /^\s*\[?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?\]?\s*$/;

/** `01:02:03` or `02:03`, with or without brackets, as seconds. */
const Timestamp = z
  .string()
  .regex(CLOCK)
  .transform(text => {
    const [, hours = '0', minutes = '0', seconds = '0'] = CLOCK.exec(text) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  });

const Topic = z.object({ title: z.string(), start: Timestamp });

/** What a model answers, once it is JSON. Extra fields are ignored. */
export const TopicsAnswer = z.object({
  themes: z.array(z.string()),
  topics: z.array(Topic).min(1),
});
export type TopicsAnswer = z.infer<typeof TopicsAnswer>;

/** The part of an answer that can be used where not all of it can: a wrong time spoils one topic. */
export const UsableAnswer = z.object({
  themes: z.array(z.string()).catch([]),
  topics: z
    .array(z.unknown())
    .transform(topics => topics.flatMap(topic => Topic.safeParse(topic).data ?? []))
    .refine(topics => topics.length > 0),
});

const list = (items: Record<string, unknown>) => ({ type: 'array', items });
const strictObject = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** The same as the schema that strict structured output takes. */
export const TOPICS_SHAPE: AnswerShape = {
  name: 'lecture_topics',
  schema: strictObject({
    themes: list({ type: 'string' }),
    topics: list(strictObject({ title: { type: 'string' }, start: { type: 'string' } })),
  }),
};
