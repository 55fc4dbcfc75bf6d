/** Russian words in -ь and -й are mostly in the form that a dictionary has. */
const BASE_FORM = /[ьй]$/u;
const BASE_BONUS = 1.5;

/** The form in which a phrase was mostly said; names and abbreviations keep their capitals. */
export function usualForm(forms: ReadonlyMap<string, number>, isCommon: (word: string) => boolean) {
  const weight = (form: string, count: number) =>
    BASE_FORM.test(form) ? count * BASE_BONUS : count;
  const ranked = [...forms].toSorted(
    ([a, x], [b, y]) => weight(b, y) - weight(a, x) || a.length - b.length || (a < b ? -1 : 1),
  );
  const [form = ''] = ranked[0] ?? [];
  return form
    .split(' ')
    .map(word => (isCommon(word) ? word.toLowerCase() : word))
    .join(' ');
}

const SMALL = /(?<![\p{L}\p{N}’'-])\p{Ll}[\p{L}’'-]*/gu;
const CAPITAL_INSIDE = /(?<=[\p{Ll}\p{N},;]\s)\p{Lu}[\p{L}’'-]*/gu;
const ABBREVIATION = /\p{Lu}.*\p{Lu}/u;

/** Whether a capital of a word only begins a sentence: names have it inside sentences as well. */
export function commonWords(texts: readonly string[]) {
  const found = (pattern: RegExp) =>
    new Set(texts.flatMap(text => text.match(pattern) ?? []).map(word => word.toLowerCase()));
  const [small, names] = [found(SMALL), found(CAPITAL_INSIDE)];
  return (word: string) => {
    const key = word.toLowerCase();
    return small.has(key) || !(names.has(key) || ABBREVIATION.test(word));
  };
}
