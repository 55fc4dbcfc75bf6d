import { z } from 'zod';

const Fields = z.record(z.string(), z.unknown());
const Matcher = z.union([
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ 'anything-but': z.unknown() }),
  z.strictObject({ numeric: z.array(z.union([z.string(), z.number()])) }),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
]);
type Matcher = z.infer<typeof Matcher>;

/**
 * Whether an event fits a rule's pattern: a field lists the values or matchers of which one must
 * fit, and of a list in the event one element must. @throws on a matcher that is not known here.
 */
export function matches(pattern: unknown, value: unknown): boolean {
  return Object.entries(Fields.parse(pattern)).every(([name, wanted]) => {
    if (name === '$or')
      return z
        .array(Fields)
        .parse(wanted)
        .some(part => matches(part, value));
    const found = isFields(value) ? value[name] : undefined;
    if (Array.isArray(wanted)) return wanted.some(matcher => fits(Matcher.parse(matcher), found));
    const candidates = Array.isArray(found) ? found : [found];
    return candidates.some(candidate => matches(wanted, candidate));
  });
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fits(matcher: Matcher, found: unknown): boolean {
  if (isFields(matcher) && 'exists' in matcher) return (found !== undefined) === matcher.exists;
  if (found === undefined) return false;
  const values: unknown[] = Array.isArray(found) ? found : [found];
  return values.some(value => fitsOne(matcher, value));
}

function fitsOne(matcher: Matcher, value: unknown): boolean {
  if (typeof matcher !== 'object' || matcher === null) return matcher === value;
  const text = typeof value === 'string' ? value : undefined;
  if ('prefix' in matcher) return text?.startsWith(matcher.prefix) ?? false;
  if ('suffix' in matcher) return text?.endsWith(matcher.suffix) ?? false;
  if ('numeric' in matcher) return fitsNumeric(matcher.numeric, value);
  if (!('anything-but' in matcher)) return false;
  const refused = matcher['anything-but'];
  const refusals: unknown[] = Array.isArray(refused) ? refused : [refused];
  return !refusals.some(refusal => fitsOne(Matcher.parse(refusal), value));
}

/** `['>=', 1, '<', 5]`: every pair must hold. */
function fitsNumeric(conditions: readonly (string | number)[], value: unknown): boolean {
  if (typeof value !== 'number') return false;
  return conditions.every((operator, index) => {
    if (index % 2 === 1) return true;
    const bound = Number(conditions[index + 1]);
    if (operator === '=') return value === bound;
    if (operator === '<') return value < bound;
    if (operator === '<=') return value <= bound;
    return operator === '>' ? value > bound : value >= bound;
  });
}
