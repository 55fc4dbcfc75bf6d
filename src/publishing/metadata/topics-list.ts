import type { TopicsDisplay } from '../../config/processing-config.contract.ts';
import { timestamp } from '../../config/time-format.ts';

type Item = { title: string; start: number };

const LINES = {
  numbered_list: (line: string, index: number) => `${index + 1}. ${line}`,
  bullet_list: (line: string) => `• ${line}`,
  dash_list: (line: string) => `- ${line}`,
} as const;

const SEPARATORS = { comma_separated: ', ', inline: ' | ' } as const;

/** Topics as the config wants to see them; empty if nothing is left to show. */
export function topicsList(topics: readonly Item[], display: TopicsDisplay) {
  const lines = shown(topics, display).map(({ title, start }) =>
    display.show_timestamps ? `${timestamp(start)} — ${title}` : title,
  );
  if (lines.length === 0) return '';
  const { format } = display;
  const inOneLine = format === 'comma_separated' || format === 'inline';
  const list = inOneLine
    ? lines.join(SEPARATORS[format])
    : lines.map((line, index) => LINES[format](line, index)).join('\n');
  const prefix = display.prefix.trim();
  return prefix ? `${prefix}${inOneLine ? ' ' : '\n'}${list}` : list;
}

function shown(
  topics: readonly Item[],
  { enabled, min_length, max_length, max_count }: TopicsDisplay,
) {
  if (!enabled) return [];
  const fitting = topics.filter(
    ({ title }) => title.length >= (min_length ?? 0) && title.length <= (max_length ?? Infinity),
  );
  return fitting.slice(0, max_count ?? Infinity);
}
