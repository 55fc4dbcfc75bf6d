import type { Transcript } from '../documents/transcript.contract.ts';
import { noPause } from '../kernel/pause.ts';
import { languageOf } from './language.ts';
import { chooseThemes } from './phrases/choose-themes.ts';
import { composeTitle, TITLE_WORDS } from './phrases/compose-title.ts';
import { englishPhrases } from './phrases/english-phrases.ts';
import { plainPhrases } from './phrases/find-phrases.ts';
import { addUp, countWords, type TopicWords } from './phrases/phrase-table.ts';
import { rankPhrases } from './phrases/rank-phrases.ts';
import { stemsOf, textUnits } from './phrases/text-units.ts';
import { commonWords, usualForm } from './phrases/word-form.ts';
import { segmentText } from './segment-text.ts';
import type { TopicRules } from './topic-rules.ts';

/** What a provider found, before the rules: seconds on the original's clock. */
export type FoundTopics = { themes: string[]; topics: { title: string; start: number }[] };

/** Topics by the words of the transcript alone: the same text gives the same topics. */
export async function findTopics(
  transcript: Transcript,
  rules: TopicRules,
  pause = noPause,
): Promise<FoundTopics> {
  const language = languageOf(transcript.language);
  const find = language.code === 'en' ? await englishPhrases(language) : plainPhrases(language);
  const units = await textUnits(transcript, language, pause);
  const starts = await segmentText(units, rules, pause);
  const groups = starts.map((start, index) => units.slice(start, starts[index + 1]));
  const isCommon = commonWords(units.map(({ text }) => text));
  const counted: TopicWords[] = [];
  for (const group of groups) {
    const texts = group.map(({ text }) => text);
    counted.push(await countWords(texts, find, stemsOf(texts.join(' '), language), pause));
  }
  const all = addUp(counted);
  const toText = ({ key }: { key: string }) =>
    usualForm(all.phrases.get(key)?.forms ?? new Map<string, number>(), isCommon);
  const topics = counted.map((own, index) => ({
    start: groups[index]?.[0]?.start ?? 0,
    title:
      composeTitle(rankPhrases(own, all), toText, language.code) ||
      firstWords(groups[index]?.[0]?.text ?? ''),
  }));
  return { themes: chooseThemes(counted, toText, language.code), topics };
}

/** Where nothing stands out, people know a place by how it begins. */
const firstWords = (text: string) => text.split(/\s+/u).slice(0, TITLE_WORDS.most).join(' ');
