import { every, optional, required } from './elements.ts';
import { search, step } from './matches.ts';

const DEBOUNCE_MS = 120;

const searchForm = formOf(optional('#search', HTMLFormElement));

type SearchForm = NonNullable<typeof searchForm>;

function formOf(form: HTMLFormElement | undefined) {
  if (!form) return undefined;
  const field = required('[name=query]', HTMLInputElement, form);
  const count = required('output', HTMLOutputElement, form);
  return { form, field, count, steps: every('[data-step]', HTMLButtonElement, form) };
}

/** Search in the transcript: as one types, across sentences of a paragraph, with marks. */
export function startSearch() {
  if (!searchForm) return;
  const { form, field, steps } = searchForm;
  form.addEventListener('submit', event => event.preventDefault());
  searchWhileTyping(searchForm);
  for (const button of steps) {
    button.addEventListener('click', () => show(searchForm, step(Number(button.dataset.step))));
  }
  // On a narrow screen the matches would lie below the fold.
  field.addEventListener('focus', () => {
    const narrow = matchMedia('(max-width: 999px)').matches;
    if (narrow) form.parentElement?.scrollIntoView({ block: 'start' });
  });
}

export function focusSearch() {
  searchForm?.field.focus();
  searchForm?.field.select();
}

function searchWhileTyping(parts: SearchForm) {
  const { field } = parts;
  let timer: number | undefined;
  const searchNow = () => {
    clearTimeout(timer);
    timer = undefined;
    show(parts, search(field.value));
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(searchNow, DEBOUNCE_MS);
  });
  field.addEventListener('keydown', ({ key, shiftKey }) => {
    if (key === 'Enter' && timer) searchNow();
    else if (key === 'Enter') show(parts, step(shiftKey ? -1 : 1));
    if (key !== 'Escape') return;
    field.value = '';
    searchNow();
    field.blur();
  });
}

type Choice = ReturnType<typeof search>;

function show({ field, count: output, steps }: SearchForm, choice: Choice) {
  for (const button of steps) button.disabled = choice.count === 0;
  output.textContent = choice.count > 0 ? ofAll(output, choice) : ifNone(output, field.value);
}

const ofAll = ({ dataset }: HTMLElement, { number, count }: Choice) =>
  (dataset.some ?? '').replace('{n}', String(number)).replace('{count}', String(count));

const ifNone = ({ dataset }: HTMLElement, typed: string) =>
  typed.trim() === '' ? '' : (dataset.none ?? '');
