import { tokensOf } from './time-format.ts';

/** The variables of metadata templates, and the tokens that a format of each may hold. */
const VARIABLES: Record<string, readonly string[]> = {
  display_name: [],
  duration: ['hh', 'mm', 'ss'],
  record_time: ['YYYY', 'YY', 'MM', 'DD', 'hh', 'mm', 'ss'],
  publish_time: ['YYYY', 'YY', 'MM', 'DD', 'hh', 'mm', 'ss'],
  themes: [],
  topics: [],
};

/** Literal text, or a variable with its format; `source` is how it was typed. */
export type TemplatePart = string | { name: string; format: string | undefined; source: string };

const PIECE = /\{\{|\}\}|\{(?<name>[^{}:]*)(?::(?<format>[^{}]*))?\}/g;

/** `{{` and `}}` stand for braces. What is no variable stays as it was typed. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(PIECE)) {
    parts.push(template.slice(end, match.index), toPart(match));
    end = match.index + match[0].length;
  }
  parts.push(template.slice(end));
  return parts.filter(part => part !== '');
}

function toPart({ 0: source, groups }: RegExpMatchArray): TemplatePart {
  if (source === '{{' || source === '}}') return source.charAt(0);
  return { name: groups?.name ?? '', format: groups?.format, source };
}

/**
 * What is wrong with a template, one sentence each; empty if nothing. For the moment of saving:
 * rendering takes any template, because a recording must not fail over a typing mistake.
 */
export function validateTemplate(template: string): string[] {
  const variables = parseTemplate(template).filter(part => typeof part !== 'string');
  const problems = variables.flatMap(({ name, format, source }) => problemOf(name, format, source));
  const stray = /[{}]/.test(template.replace(PIECE, ''));
  if (stray) problems.push('A single brace opens or closes nothing; write {{ or }} for a brace.');
  return problems;
}

function problemOf(name: string, format: string | undefined, source: string): string[] {
  const allowed = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  if (!allowed) {
    const known = Object.keys(VARIABLES).map(variable => `{${variable}}`);
    return [`${source} is no variable. There are ${known.join(', ')}.`];
  }
  if (format === undefined) return [];
  if (allowed.length === 0) return [`{${name}} takes no format.`];
  const tokens = tokensOf(format);
  const foreign = tokens.filter(token => !allowed.includes(token));
  if (foreign.length > 0) return [`{${name}} has no ${foreign.join(', ')}.`];
  return tokens.length > 0 ? [] : [`The format of ${source} has none of ${allowed.join(', ')}.`];
}
