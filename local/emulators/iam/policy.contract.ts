import { z } from 'zod';
import { Conditions } from './conditions.ts';

const texts = z.union([z.string(), z.array(z.string()).min(1)]).transform(value => [value].flat());

/** A pattern that would have to be filled in from the request: none of ours has one. */
const isPlain = (patterns: readonly string[]) => patterns.every(text => !text.includes('${'));
const patterns = texts.refine(isPlain, 'Variables in policies are not evaluated here.');

const NamedPrincipal = z.strictObject({ AWS: texts.default([]), Service: texts.default([]) });
const Principal = z.union([
  z.literal('*').transform(() => NamedPrincipal.parse({ AWS: '*' })),
  NamedPrincipal,
]);

/**
 * One statement of a policy. What is not named here (`NotAction`, a federated principal) makes the
 * template unreadable: a rule that is skipped would be taken for one that allows.
 */
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.literal(['Allow', 'Deny']),
  Action: patterns,
  Resource: patterns.optional(),
  Principal: Principal.optional(),
  Condition: Conditions.default([]),
});
export type Statement = z.infer<typeof Statement>;

export const PolicyDocument = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.union([Statement, z.array(Statement)]).transform(statements => [statements].flat()),
});
