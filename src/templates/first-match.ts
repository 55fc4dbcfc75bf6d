import { type CompilePattern, compileRules, type Matchable, type Reason } from './match.ts';
import type { MatchingRules } from './matching.contract.ts';

/** What of a template decides whether it is for a recording. */
export type Candidate<Id extends string = string> = {
  templateId: Id;
  matchingRules: MatchingRules | null;
  isActive: boolean;
  isDraft: boolean;
  createdAt: number;
};

/** Of one template: whether it is for the recording, and if another one comes first, which. */
export type Tried<Id extends string> = {
  templateId: Id;
  matches: boolean;
  reason: Reason | 'inactive' | 'draft';
  takenBy: Id | null;
};

export type Match<Id extends string> = { templateId: Id | null; tried: Tried<Id>[] };

/**
 * The oldest template that is for a recording, with what was found of each: previews and what happens
 * to recordings that come in are this one function. Compile once, then ask for many recordings.
 */
export function firstMatch<Id extends string>(
  templates: readonly Candidate<Id>[],
  compile: CompilePattern,
) {
  const inOrder = templates.toSorted(byAge).map(template => ({
    template,
    verdictOf: template.matchingRules ? compileRules(template.matchingRules, compile) : undefined,
  }));
  return (recording: Matchable): Match<Id> => {
    let templateId: Id | null = null;
    const tried = inOrder.map(({ template, verdictOf }): Tried<Id> => {
      const { templateId: id, isDraft, isActive } = template;
      const unused = isDraft ? 'draft' : isActive ? undefined : 'inactive';
      if (unused) return { templateId: id, matches: false, reason: unused, takenBy: null };
      const verdict = verdictOf?.(recording) ?? { matches: false, reason: 'no_rules' as const };
      const takenBy = verdict.matches ? templateId : null;
      if (verdict.matches) templateId ??= id;
      return { templateId: id, ...verdict, takenBy };
    });
    return { templateId, tried };
  };
}

/** Ids of one millisecond are told apart as well, always in the same way. */
const byAge = (one: Candidate, other: Candidate) =>
  one.createdAt - other.createdAt || (one.templateId < other.templateId ? -1 : 1);
