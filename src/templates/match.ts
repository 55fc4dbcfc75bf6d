import type { MatchingRules } from './matching.contract.ts';

/** What a template is matched by. */
export type Matchable = {
  name: string;
  /** How it came in: `upload`, `s3`. */
  sourceType: string;
  sourceId?: string | undefined;
};

/** A regular expression that takes a time in proportion to the text, whatever it looks like. */
export type Pattern = { isIn: (text: string) => boolean };

/** Compiles a regular expression; undefined, where it is none. */
export type CompilePattern = (
  source: string,
  options: { caseSensitive: boolean },
) => Pattern | undefined;

/** Why a template is for a recording, or what was missing. */
export type Reason =
  | 'exact_match'
  | 'keyword'
  | 'pattern'
  | 'name_pattern'
  | 'source'
  | 'no_rule_holds'
  | 'a_rule_fails'
  | 'other_source'
  | 'no_rules';

export type Verdict = { matches: boolean; reason: Reason };

type Rule = { reason: Reason; holds: (name: string) => boolean };

/** Rules that are ready to be tried on many recordings. */
export function compileRules(rules: MatchingRules, compile: CompilePattern) {
  const { match_mode, case_sensitive, source_ids, source_type } = rules;
  const inCase = (text: string) =>
    case_sensitive ? text.normalize('NFC').trim() : text.normalize('NFC').trim().toLowerCase();
  const checks = nameRules(rules, compile);

  return ({ name, sourceType, sourceId }: Matchable): Verdict => {
    const isOther = source_ids !== null && !source_ids.some(id => id === sourceId);
    if (isOther || (source_type !== null && source_type !== sourceType)) {
      return { matches: false, reason: 'other_source' };
    }
    if (checks.length === 0) {
      const bySource = source_ids !== null || source_type !== null;
      return { matches: bySource, reason: bySource ? 'source' : 'no_rules' };
    }
    const text = inCase(name);
    const held = checks.find(({ holds }) => holds(text));
    if (!held) return { matches: false, reason: 'no_rule_holds' };
    const fails = match_mode === 'all' && !checks.every(({ holds }) => holds(text));
    return fails
      ? { matches: false, reason: 'a_rule_fails' }
      : { matches: true, reason: held.reason };
  };

  function nameRules(of: MatchingRules, pattern: CompilePattern): Rule[] {
    return [
      ...(of.exact_matches ? [exactRule(of.exact_matches.map(text => inCase(text)))] : []),
      ...(of.keywords ?? []).map((word): Rule => {
        const part = inCase(word);
        return { reason: 'keyword', holds: name => name.includes(part) };
      }),
      ...(of.patterns ?? []).map(source => ruleOf('pattern', source, pattern)),
      ...(of.name_pattern === null
        ? []
        : [ruleOf('name_pattern', globSource(of.name_pattern), pattern)]),
    ];
  }

  function exactRule(exact: readonly string[]): Rule {
    return { reason: 'exact_match', holds: name => exact.includes(name) };
  }

  function ruleOf(reason: Reason, source: string, pattern: CompilePattern): Rule {
    const compiled = pattern(source, { caseSensitive: case_sensitive });
    return { reason, holds: name => compiled?.isIn(name) ?? false };
  }
}

const LITERAL = /[\\^$.|+()[\]{}]/g;

/** A glob as a regular expression over the whole name. */
export const globSource = (glob: string) => {
  const escaped = glob.normalize('NFC').replaceAll(LITERAL, '\\$&');
  return `^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`;
};
