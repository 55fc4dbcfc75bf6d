import type { Unit } from './phrases/text-units.ts';

/** How lecturers announce that something new begins. */
const ANNOUNCEMENT = new RegExp(
  [
    'now let|let us (now|turn|move)|let’s (now|turn|move|talk|look)|next (topic|part|section|we)',
    'moving on|turning to|in the (first|second|third|next|last) part|the (second|third|next|last) (topic|part|thing)',
    'to (begin|start) with|finally|in conclusion|to (sum up|summarize|conclude)|another (topic|important)',
    'теперь|перейд[её]м|переходим|следующ(ая|ий|ее) (тема|вопрос|раздел)|рассмотрим|поговорим',
    'в заключение|подвед[её]м итог|наконец|начн[её]м|(вторая|третья|последняя) (часть|тема)',
  ].join('|'),
  'iu',
);
/** Announcements stand at the beginning of a sentence. */
const OPENING_CHARACTERS = 45;

/** A pause of so many times the usual one says as much as it can. */
const TELLING_PAUSES = 8;

/** 0 to 2: how much silence and wording before this unit speak for a new topic. */
export function boundarySigns(units: readonly Unit[]) {
  const usual = Math.max(0.3, median(units.slice(1).map(unit => unit.pause)));
  return units.map(unit => {
    const silence = Math.min(1, Math.log1p(unit.pause / usual) / Math.log1p(TELLING_PAUSES));
    const opening = unit.text.slice(0, OPENING_CHARACTERS).replaceAll("'", '’');
    return silence + (ANNOUNCEMENT.test(opening) ? 1 : 0);
  });
}

function median(numbers: readonly number[]) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
