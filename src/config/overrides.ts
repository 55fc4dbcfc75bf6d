import { z } from 'zod';

/**
 * A partial config in a request: checked as a whole, kept as it was sent, so that left-out fields
 * go on following what they follow.
 */
export const overridesOf = (config: z.ZodType) =>
  z.record(z.string(), z.unknown()).superRefine((value, context) => {
    const checked = config.safeParse(value);
    if (checked.success) return;
    for (const { path, message } of checked.error.issues) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
