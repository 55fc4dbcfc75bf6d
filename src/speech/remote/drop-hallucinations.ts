import type { SpeechClip } from '../ports.ts';
import { comparable } from '../word-text.ts';
import { collapseLoops } from './collapse-loops.ts';
import type { AnswerLine } from './verbose-answer.contract.ts';

/** Said so often in a row, a line was not said but looped. */
const LOOP_LINES = 3;
const NO_SPEECH = { probability: 0.6, logProbability: -1 };

/**
 * What speech models write into silence: credits of the subtitles that they learned from. A name
 * follows, so a capital tells "Subtitles by SteamTeam" from "Subtitles by default are off".
 */
const CREDITS = [
  /^(?:[Ss]ubtitles?|[Cc]aptions|[Tt]ranscription|[Tt]ranslation) (?:(?:created|edited|made) )?by (?:the )?\p{Lu}/u,
  /^[Сс]убтитры (?:сделал|создавал|делал|подогнал|добавил)[аи]? [«"]?\p{Lu}/u,
  /^[Рр]едактор субтитров \p{Lu}/u,
  /^(?:sub|sous-|unter|onder|sotto|leg|nap|alt|суб)\S+ .*amara\.org/iu,
  /dimatorzok/iu,
  /^(?:thanks|thank you) for watching[.!]*$/iu,
  /^(?:please )?(?:like and )?subscribe(?: to (?:my|our|the) channel)?[.!]*$/iu,
  /^продолжение следует[.…!]*$/iu,
  /^спасибо за просмотр[.!]*$/iu,
  /^подписывайтесь на (?:мой |наш )?канал[.!]*$/iu,
];

/**
 * The lines of an answer without what was never said: loops, credits, lines that the model itself
 * takes for silence, lines where the clip has no sound, and lines after its end. Only whole lines go,
 * one at a time.
 */
export function dropHallucinations(
  lines: readonly AnswerLine[],
  { durationSeconds, sound }: Pick<SpeechClip, 'durationSeconds' | 'sound'>,
): AnswerLine[] {
  const said = lines.filter(
    line =>
      line.text.trim() !== '' &&
      line.start < durationSeconds &&
      !isSilence(line) &&
      !isCredit(line) &&
      !(sound && isInSilence(line, sound)),
  );
  const runs = repeats(said);
  return said
    .filter(
      (_, index) => (runs[index]?.place ?? 0) === 0 || (runs[index]?.length ?? 0) < LOOP_LINES,
    )
    .map(line => ({ ...line, text: collapseLoops(line.text) }));
}

const isSilence = ({ no_speech_prob = 0, avg_logprob = 0 }: AnswerLine) =>
  no_speech_prob > NO_SPEECH.probability && avg_logprob < NO_SPEECH.logProbability;

const isCredit = ({ text }: AnswerLine) => CREDITS.some(credit => credit.test(text.trim()));

/** For each line its place in the run of equal lines around it, and the run's length. */
function repeats(lines: readonly AnswerLine[]) {
  const runs: { place: number; length: number }[][] = [];
  let before: string | undefined;
  for (const { text } of lines) {
    const key = comparable(text);
    if (key !== before) runs.push([]);
    const run = runs.at(-1) ?? [];
    run.push({ place: run.length, length: 0 });
    before = key;
  }
  return runs.flatMap(run => run.map(({ place }) => ({ place, length: run.length })));
}

type Stretch = { start: number; end: number };

/** Short lines are looked at with their surroundings: engines place them up to half a second off. */
const MIN_LOOK_SECONDS = 1;
/** Long ones without their edges, where they reach into the words before and after. */
const EDGE_SECONDS = 0.25;
/** Less sound than this is no word. */
const WORD_SECONDS = 0.1;

/** Whether a line stands where there was nothing to hear; both in seconds of the clip. */
function isInSilence({ start, end }: Stretch, sound: readonly Stretch[]): boolean {
  const more = Math.max((MIN_LOOK_SECONDS - (end - start)) / 2, -EDGE_SECONDS);
  const look = { start: start - more, end: end + more };
  return sound.reduce((sum, range) => sum + overlap(range, look), 0) < WORD_SECONDS;
}

const overlap = (a: Stretch, b: Stretch) =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
