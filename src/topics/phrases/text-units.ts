import type { Transcript } from '../../documents/transcript.contract.ts';
import type { Pause } from '../../kernel/pause.ts';
import { type Language, normalWord } from '../language.ts';
import { BREAK_SECONDS } from '../topic-rules.ts';

/** The smallest piece that a topic can begin at: a sentence or so. */
export type Unit = {
  start: number;
  end: number;
  text: string;
  /** Stems of the words that are about something. */
  stems: string[];
  /** Silence before it, in seconds. */
  pause: number;
};

/** More make the search slow and no better: a day of lectures still has ten seconds a unit. */
const MAX_UNITS = 1500;

export async function textUnits(
  { segments }: Transcript,
  language: Language,
  pause: Pause,
): Promise<Unit[]> {
  const perUnit = Math.ceil(segments.length / MAX_UNITS);
  const units: Unit[] = [];
  for (let index = 0; index < segments.length; index += perUnit) {
    await pause();
    const group = segments.slice(index, index + perUnit);
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) continue;
    const text = group.map(segment => segment.text).join(' ');
    const silence = Math.max(0, first.start - (units.at(-1)?.end ?? first.start));
    const stems = stemsOf(text, language);
    units.push({ start: first.start, end: last.end, text, stems, pause: silence });
  }
  return units;
}

export const stemsOf = (text: string, { stem, isTelling }: Language) =>
  text.split(/\s+/u).map(normalWord).filter(isTelling).map(stem);

export const isAfterBreak = (unit: Unit | undefined) =>
  unit !== undefined && unit.pause >= BREAK_SECONDS;
