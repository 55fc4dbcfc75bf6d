import { z } from 'zod';
import { isLike } from './wildcard.ts';

/** What is known of a request besides action and resource; names in lower case. */
export type Context = Readonly<Record<string, readonly string[]>>;

type Matches = (pattern: string, value: string) => boolean;

/** Six parts, each compared with its own: a wildcard does not reach over a colon. */
const arnLike: Matches = (pattern, value) => {
  const [wanted, given] = [arnParts(pattern), arnParts(value)];
  return wanted.every((part, index) => isLike(part, given[index] ?? ''));
};

function arnParts(arn: string) {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const OPERATORS: Readonly<Record<string, Matches>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: isLike,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};

/** The keys that the stand-ins can fill in; of KMS there is none, so its keys fit nothing. */
const KEYS = [
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'dynamodb:leadingkeys',
  'ecs:cluster',
  'iam:passedtoservice',
  'kms:encryptioncontext:credential',
  'kms:encryptioncontext:purpose',
  'kms:encryptioncontext:workspace',
  's3:prefix',
] as const;

export type ContextKey = (typeof KEYS)[number];

const isKey = (key: string): key is ContextKey => KEYS.some(known => known === key);

/** Of several values of the request: whether each has to fit, or one. */
type Quantifier = 'ForAllValues' | 'ForAnyValue';

type Condition = {
  matches: Matches;
  quantifier: Quantifier | undefined;
  key: ContextKey;
  wanted: readonly string[];
};

const Value = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const Written = z.record(
  z.string(),
  z.record(z.string(), z.union([Value.transform(value => [value]), z.array(Value)])),
);

/** An operator or a key that nobody knows here is an error when the template is read. */
export const Conditions = Written.transform((written, check) =>
  Object.entries(written).flatMap(([operator, tests]) =>
    Object.entries(tests).flatMap(([name, wanted]) => {
      const condition = readCondition(operator, name, wanted);
      if (condition) return [condition];
      check.addIssue(`The local cloud does not know the condition ${operator} of ${name}.`);
      return [];
    }),
  ),
);

function readCondition(
  written: string,
  name: string,
  wanted: readonly string[],
): Condition | undefined {
  const [, quantifier, operator = ''] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+)$/.exec(written) ?? [];
  const matches = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  const key = name.toLowerCase();
  if (!matches || !isKey(key) || wanted.some(text => text.includes('${'))) return undefined;
  return { matches, quantifier: isQuantifier(quantifier) ? quantifier : undefined, key, wanted };
}

const isQuantifier = (text: string | undefined): text is Quantifier =>
  text === 'ForAllValues' || text === 'ForAnyValue';

/**
 * All conditions of a statement have to hold. A request without the key fits only where all of its
 * values have to, since it has none: so AWS reads it, which is why nobody may scan by such a rule.
 */
export const holds = (conditions: readonly Condition[], context: Context) =>
  conditions.every(({ matches, quantifier, key, wanted }) => {
    const given = context[key] ?? [];
    const fits = (value: string) => wanted.some(pattern => matches(pattern, value));
    if (quantifier === 'ForAllValues') return given.every(fits);
    if (quantifier === 'ForAnyValue') return given.some(fits);
    return given.length === 1 && given.every(fits);
  });
