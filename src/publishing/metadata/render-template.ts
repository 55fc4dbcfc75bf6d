import type { TopicsDisplay } from '../../config/processing-config.contract.ts';
import { parseTemplate } from '../../config/template.ts';
import { DEFAULT_TIME_FORMAT, formatLength, formatTime } from '../../config/time-format.ts';
import type { Chapter, TextPart } from '../../documents/metadata.contract.ts';
import { topicsList } from './topics-list.ts';

/** What the variables stand for. */
export type TemplateValues = {
  displayName: string;
  durationSeconds: number;
  /** Epoch milliseconds. */
  recordTime: number;
  timeZone: string;
  themes: readonly string[];
  chapters: readonly Chapter[];
  topicsDisplay: TopicsDisplay;
};

/** More than these themes read like a list of search words. */
const THEMES_SHOWN = 3;

export const renderTemplate = (template: string, values: TemplateValues): TextPart[] =>
  joinStrings(
    parseTemplate(template).map(part =>
      typeof part === 'string' ? part : render(part.name, part.format, part.source, values),
    ),
  );

function render(name: string, format: string | undefined, source: string, values: TemplateValues) {
  switch (name) {
    case 'display_name':
      return values.displayName;
    case 'duration':
      return duration(values.durationSeconds, format);
    case 'record_time':
      return formatTime(values.recordTime, format ?? DEFAULT_TIME_FORMAT, values.timeZone);
    case 'publish_time':
      return { publish_time: format ?? DEFAULT_TIME_FORMAT };
    case 'themes':
      return values.themes.slice(0, THEMES_SHOWN).join(', ');
    case 'topics':
      return topics(values);
    default:
      return source;
  }
}

/** Without a format a bare number of minutes, for texts such as `{duration} min`. */
const duration = (seconds: number, format: string | undefined) =>
  format === undefined
    ? String(Math.max(1, Math.round(seconds / 60)))
    : formatLength(seconds, format);

function topics({ chapters, themes, topicsDisplay }: TemplateValues): TextPart {
  if (chapters.length > 0) {
    return {
      topics: topicsList(chapters, topicsDisplay),
      timestamps: topicsDisplay.show_timestamps,
    };
  }
  // Themes have no place in the video, so they are listed without times.
  const untimed = { ...topicsDisplay, show_timestamps: false };
  return topicsList(
    themes.map(title => ({ title, start: 0 })),
    untimed,
  );
}

function joinStrings(parts: readonly TextPart[]) {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined.splice(-1, 1, last + part);
    else if (part !== '') joined.push(part);
  }
  return joined;
}
