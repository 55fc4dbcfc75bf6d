/** Markup that is safe to show; made only by the `html` tag, which escapes all that goes in. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = string | number | Html | false | undefined | null | readonly Value[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);

/** A template tag: texts are escaped, markup and lists of it go in as they are, nothing is "". */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]) =>
  new Html(strings.reduce((markup, text, index) => markup + show(values[index - 1]) + text));

function show(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(show).join('');
  if (value === undefined || value === null || value === false) return '';
  return escapeHtml(String(value));
}
