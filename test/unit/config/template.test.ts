import { describe, expect, test } from 'vitest';
import { MetadataConfig, TopicsDisplay } from '../../../src/config/processing-config.contract.ts';
import { validateTemplate } from '../../../src/config/template.ts';
import {
  renderTemplate,
  type TemplateValues,
} from '../../../src/publishing/metadata/render-template.ts';

const values: TemplateValues = {
  displayName: 'Optics {1}',
  durationSeconds: 3725,
  recordTime: Date.parse('2026-11-20T22:05:09Z'),
  timeZone: 'Europe/Moscow',
  themes: ['Light', 'Waves', 'Colour', 'Shadow'],
  chapters: [
    { title: 'Rays', start: 0, end: 156 },
    { title: 'Lenses', start: 156, end: 3725 },
  ],
  topicsDisplay: TopicsDisplay.parse({}),
};

const render = (template: string, more: Partial<TemplateValues> = {}) =>
  renderTemplate(template, { ...values, ...more });

test.each([
  ['the name, whatever signs it holds', '{display_name}!', 'Optics {1}!'],
  ['escaped braces', '{{display_name}} {{{display_name}}}', '{display_name} {Optics {1}}'],
  ['bare minutes', '{duration} min', '62 min'],
  ['a length by format', '{duration:hh:mm:ss}', '01:02:05'],
  ['a time in the zone of the workspace', '{record_time}', '2026-11-21 01:05'],
  ['a date by tokens', '{record_time:DD.MM.YYYY}', '21.11.2026'],
  ['two-digit years and seconds', '{record_time:YY/MM/DD hh.mm.ss}', '26/11/21 01.05.09'],
  ['tokens without a gap', '{record_time:YYYYMMDD}', '20261121'],
  ['the shorthand date', '{record_time:date}', '2026-11-21'],
  ['the shorthand time', '{record_time:time}', '01:05'],
  ['the shorthand datetime', '{record_time:datetime}', '2026-11-21 01:05'],
  [
    'letters that are part of a word',
    '{record_time:ADD class DD, Summer hh}',
    'ADD class 21, Summer 01',
  ],
  ['words of other alphabets', '{record_time:Лекция от DD.MM}', 'Лекция от 21.11'],
  ['three themes at most', '{themes}', 'Light, Waves, Colour'],
  ['an unknown variable as it was typed', '{speaker} {record}', '{speaker} {record}'],
  ['a brace that opens nothing', 'a { b } c', 'a { b } c'],
])('renders %s', (_name, template, expected) => {
  expect(render(template)).toEqual([expected]);
});

test('the time of publication stays open', () => {
  expect(render('On {publish_time:DD.MM} and {publish_time}')).toEqual([
    'On ',
    { publish_time: 'DD.MM' },
    ' and ',
    { publish_time: 'datetime' },
  ]);
});

test('a short recording is a minute long, never nothing', () => {
  expect(render('{duration}', { durationSeconds: 4 })).toEqual(['1']);
});

describe('topics', () => {
  const topics = (display: object, chapters = values.chapters) => {
    const topicsDisplay = TopicsDisplay.parse(display);
    const [part] = render('{topics}', { topicsDisplay, chapters });
    return part && typeof part === 'object' && 'topics' in part ? part.topics : part;
  };

  test.each([
    [{ format: 'numbered_list' }, '1. 00:00:00 — Rays\n2. 00:02:36 — Lenses'],
    [{ format: 'bullet_list', show_timestamps: false }, '• Rays\n• Lenses'],
    [{ format: 'dash_list' }, '- 00:00:00 — Rays\n- 00:02:36 — Lenses'],
    [{ format: 'comma_separated', show_timestamps: false }, 'Rays, Lenses'],
    [{ format: 'inline' }, '00:00:00 — Rays | 00:02:36 — Lenses'],
    [{ show_timestamps: false, prefix: 'Topics:' }, 'Topics:\n1. Rays\n2. Lenses'],
    [{ format: 'inline', show_timestamps: false, prefix: 'About' }, 'About Rays | Lenses'],
    [{ show_timestamps: false, min_length: 5 }, '1. Lenses'],
    [{ show_timestamps: false, max_count: 1 }, '1. Rays'],
    [{ show_timestamps: false, max_length: 10, min_length: 7 }, ''],
    [{ enabled: false }, ''],
  ])('with %j', (display, expected) => {
    expect(topics(display)).toBe(expected);
  });

  test('no limit is no limit', () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      title: 'T',
      start: index,
      end: index + 1,
    }));
    expect(
      topics({ max_count: null, format: 'comma_separated' }, many)?.toString().split(','),
    ).toHaveLength(90);
  });

  test('without chapters the themes are listed, without times', () => {
    expect(render('{topics}', { chapters: [] })).toEqual([
      '1. Light\n2. Waves\n3. Colour\n4. Shadow',
    ]);
  });
});

describe('what is refused when it is saved', () => {
  test.each([
    ['an unknown variable', '{speaker}', /^\{speaker\} is no variable/],
    ['an inherited name', '{constructor}', /is no variable/],
    ['a space in a variable', '{ display_name }', /is no variable/],
    ['an empty variable', '{}', /is no variable/],
    ['a format where there is none', '{themes:date}', /takes no format/],
    ['a format without tokens', '{record_time:when}', /has none of YYYY/],
    ['a date of a length', '{duration:DD}', /\{duration\} has no DD/],
    ['an open brace', 'a { b', /single brace/],
    ['a closing brace', 'a } b', /single brace/],
  ])('%s', (_name, template, problem) => {
    expect(validateTemplate(template)).toEqual([expect.stringMatching(problem)]);
    expect(MetadataConfig.safeParse({ description_template: template }).success).toBe(false);
  });

  test.each([
    '',
    'plain',
    '{display_name} {{literal}}',
    '{record_time:DD.MM.YYYY} {publish_time:date at time} {duration:hh:mm} {themes} {topics}',
  ])('but not %j', template => {
    expect(validateTemplate(template)).toEqual([]);
    expect(MetadataConfig.parse({ description_template: template }).time_zone).toBe('UTC');
  });

  test('a time zone that does not exist', () => {
    expect(MetadataConfig.safeParse({ time_zone: 'Mars/Base' }).success).toBe(false);
    expect(MetadataConfig.safeParse({ time_zone: 'Asia/Tokyo' }).success).toBe(true);
  });
});
