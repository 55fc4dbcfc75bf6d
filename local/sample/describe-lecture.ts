import type { Outline } from './outline.ts';
import type { Placed } from './soundtrack.ts';
import type { SampleTruth } from './truth.contract.ts';
import { SPEECH_RATE } from './voice.ts';

export const FRAME_RATE = 25;
/** A lecturer turns the page a little before speaking on. */
const SLIDE_LEAD_SECONDS = 0.4;

type Part = Pick<SampleTruth, 'silences' | 'utterances' | 'topics' | 'slides'> & {
  duration_seconds: number;
};

/** What the finished lecture contains, from where its pieces lie. */
export function describeLecture(outline: Outline, placed: readonly Placed[]): Part {
  const silences: Part['silences'] = [];
  const utterances: Part['utterances'] = [];
  for (const piece of placed) {
    const time = { start: piece.start / SPEECH_RATE, end: piece.end / SPEECH_RATE };
    if (piece.kind === 'silence') silences.push({ ...time, kind: piece.silence });
    else utterances.push({ ...time, text: piece.text, topic: piece.topic });
  }
  const topics = outline.topics.map(({ title, script }, index) => {
    const own = utterances.filter(({ topic }) => topic === index);
    const [start = 0, end = 0] = [own[0]?.start, own.at(-1)?.end];
    return { title, start, end, key_terms: [...script.keyTerms] };
  });
  const duration_seconds = (placed.at(-1)?.end ?? 0) / SPEECH_RATE;
  return { duration_seconds, silences, utterances, topics, slides: slidesOf(topics) };
}

export const OPENING_TITLE = 'Everyday wonders';
export const CLOSING_TITLE = 'Thank you for listening';

function slidesOf(topics: Part['topics']): Part['slides'] {
  const end = topics.at(-1)?.end ?? 0;
  return [
    { start: 0, title: OPENING_TITLE },
    ...topics.map(({ title, start }) => ({ title, start: onFrame(start - SLIDE_LEAD_SECONDS) })),
    { start: onFrame(end + SLIDE_LEAD_SECONDS), title: CLOSING_TITLE },
  ];
}

const onFrame = (seconds: number) => Math.round(seconds * FRAME_RATE) / FRAME_RATE;
