import fc from 'fast-check';
import { expect, test } from 'vitest';
import { re2Patterns } from '../../../src/adapters/patterns/re2-patterns.ts';
import { firstMatch } from '../../../src/templates/first-match.ts';
import { compileRules, globSource } from '../../../src/templates/match.ts';
import { hasRules, MatchingRules } from '../../../src/templates/matching.contract.ts';
import { sampleTemplate } from '../../support/sample-template.ts';

const verdict = (rules: object, name: string, more: object = {}) =>
  compileRules(MatchingRules.parse(rules), re2Patterns)({ name, sourceType: 'upload', ...more });

const SOURCE = 'src_01ARZ3NDEKTSV4RRFFQ69G5FAV';

test.each([
  { rules: { exact_matches: ['Rivers'] }, name: ' rivers ', reason: 'exact_match' },
  { rules: { keywords: ['ЛЕКЦИЯ'] }, name: 'Моя лекция 7', reason: 'keyword' },
  { rules: { patterns: ['lecture \\d+'] }, name: 'My LECTURE 7', reason: 'pattern' },
  { rules: { name_pattern: 'Лекция*' }, name: 'лекция 7', reason: 'name_pattern' },
  { rules: { name_pattern: 'a?c (1.5)' }, name: 'ABC (1.5)', reason: 'name_pattern' },
  { rules: { source_type: 'upload' }, name: 'any', reason: 'source' },
  { rules: { source_ids: [SOURCE] }, name: 'any', more: { sourceId: SOURCE }, reason: 'source' },
  { rules: { keywords: ['x', 'b'] }, name: 'abc', reason: 'keyword' },
  { rules: { match_mode: 'all', keywords: ['a', 'b'] }, name: 'abc', reason: 'keyword' },
  {
    rules: { match_mode: 'all', exact_matches: ['abc', 'x'], patterns: ['^a'] },
    name: 'abc',
    reason: 'exact_match',
  },
  { rules: { case_sensitive: true, keywords: ['Ab'] }, name: 'xAb', reason: 'keyword' },
])('$rules are for "$name": $reason', ({ rules, name, more, reason }) => {
  expect(verdict(rules, name, more)).toEqual({ matches: true, reason });
});

test.each([
  { rules: {}, name: 'any', reason: 'no_rules' },
  { rules: { exact_matches: ['Rivers'] }, name: 'Rivers 2', reason: 'no_rule_holds' },
  { rules: { name_pattern: 'Lecture*' }, name: 'My lecture', reason: 'no_rule_holds' },
  { rules: { name_pattern: 'a.c' }, name: 'abc', reason: 'no_rule_holds' },
  { rules: { case_sensitive: true, keywords: ['ab'] }, name: 'AB', reason: 'no_rule_holds' },
  { rules: { case_sensitive: true, patterns: ['ab'] }, name: 'AB', reason: 'no_rule_holds' },
  {
    rules: { match_mode: 'all', keywords: ['a', 'z'] },
    name: 'abc',
    reason: 'a_rule_fails',
  },
  { rules: { source_type: 's3', keywords: ['a'] }, name: 'abc', reason: 'other_source' },
  { rules: { source_ids: [SOURCE], keywords: ['a'] }, name: 'abc', reason: 'other_source' },
])('$rules are not for "$name": $reason', ({ rules, name, reason }) => {
  expect(verdict(rules, name)).toEqual({ matches: false, reason });
});

test('rules are tidied: spaces, repeats and empty ones go, and an empty list is none', () => {
  const rules = MatchingRules.parse({
    keywords: [' a ', 'a', ''],
    patterns: [],
    exact_matches: [''],
  });
  expect(rules).toMatchObject({ keywords: ['a'], patterns: null, exact_matches: null });
  expect(hasRules(rules)).toBe(true);
  expect(hasRules(MatchingRules.parse({ match_mode: 'all', case_sensitive: true }))).toBe(false);
});

test('numbers and lengths are bounded before anything is compiled', () => {
  const refused = (rules: object) => expect(MatchingRules.safeParse(rules).success).toBe(false);
  refused({ patterns: ['a'.repeat(10_000_000)] });
  refused({ patterns: Array.from({ length: 21 }, (_, index) => `a${index}`) });
  refused({ keywords: Array.from({ length: 51 }, (_, index) => `a${index}`) });
  refused({ name_pattern: '*'.repeat(301) });
});

test.each(['(a+)+$', '(a|aa)*$', '(.*)*x', '(a*)*b'])('%s takes no time to speak of', source => {
  const started = performance.now();
  const pattern = re2Patterns(source, { caseSensitive: false });
  pattern?.isIn(`${'a'.repeat(499)}!`);
  expect(pattern).toBeDefined();
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each(['(', '(?=a)', '\\1', '(((a{10}){10}){10}){10}', '[z-a]'])('%s is refused', source => {
  expect(re2Patterns(source, { caseSensitive: false })).toBeUndefined();
});

test('a glob takes every sign but * and ? as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), text => {
      const glob = text.replaceAll(/[*?]/g, '').normalize('NFC');
      const pattern = re2Patterns(globSource(glob), { caseSensitive: true });
      expect(pattern?.isIn(glob)).toBe(true);
      expect(pattern?.isIn(`${glob}x`)).toBe(false);
    }),
  );
});

const template = (createdAt: number, changes: object = {}) =>
  sampleTemplate({ createdAt, ...changes });

test('the oldest that is for it gets it, and each is told why', () => {
  const [late, early, draft, off] = [
    template(2),
    template(1),
    template(0, { isDraft: true }),
    template(0, { isActive: false }),
  ];
  const other = template(3, { matchingRules: MatchingRules.parse({ keywords: ['talk'] }) });
  const match = firstMatch([other, late, early, draft, off], re2Patterns);
  const { templateId, tried } = match({ name: 'Lecture 1', sourceType: 'upload' });
  expect(templateId).toBe(early.templateId);
  const told = new Map(tried.map(one => [one.templateId, one]));
  expect(told.get(late.templateId)).toMatchObject({ matches: true, takenBy: early.templateId });
  expect(told.get(early.templateId)).toMatchObject({ matches: true, takenBy: null });
  expect(told.get(draft.templateId)).toMatchObject({ matches: false, reason: 'draft' });
  expect(told.get(off.templateId)).toMatchObject({ matches: false, reason: 'inactive' });
  expect(told.get(other.templateId)).toMatchObject({ matches: false, reason: 'no_rule_holds' });
});

test('in whatever order templates come, the same one gets it, of one moment too', () => {
  const all = [template(1), template(1), template(1), template(2)];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 4 }), shuffled => {
      const recording = { name: 'Lecture', sourceType: 'upload' };
      const expected = firstMatch(all, re2Patterns)(recording).templateId;
      expect(firstMatch(shuffled, re2Patterns)(recording).templateId).toBe(expected);
    }),
  );
});
