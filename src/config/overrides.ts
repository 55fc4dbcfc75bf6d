import * as z from 'zod';
import { withoutInherited } from './resolve.ts';

/**
 * A partial config in a request: checked as a whole, kept as it was sent, so that left-out fields
 * go on following what they follow. Null says the same of a field for which null is no value.
 */
export const overridesOf = (config: z.ZodType) => {
  const defaults = z.record(z.string(), z.unknown()).parse(config.parse({}));
  return z.record(z.string(), z.unknown()).superRefine((value, context) => {
    const checked = config.safeParse(withoutInherited(defaults, value));
    if (checked.success) return;
    for (const issue of checked.error.issues) {
      const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
      for (const name of names) {
        const path = name === undefined ? issue.path : [...issue.path, name];
        const message = name === undefined ? issue.message : 'Unknown field: remove it.';
        context.addIssue({ code: 'custom', path, message });
      }
    }
  });
};
