import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Metadata: z.looseObject({ 'castline:entry': z.string().optional() }).optional(),
      Properties: z
        .looseObject({
          Code: z.object({ S3Key: z.string().optional() }).optional(),
          Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
        })
        .optional(),
    }),
  ),
});

/** What would be uploaded for a function. */
export type Bundle = {
  /** The one file that is loaded. */
  path: string;
  /** What it is given: texts, and whatever the template says of values that come with the stack. */
  variables: Readonly<Record<string, unknown>>;
};

/** The bundle of a function, by its entry, in a folder of templates that were made with bundles. */
export function bundleOf(templates: string, entry: string): Bundle {
  const found = readdirSync(templates)
    .filter(name => name.endsWith('.template.json'))
    .map(name => Template.parse(JSON.parse(readFileSync(join(templates, name), 'utf8'))))
    .flatMap(({ Resources }) => Object.values(Resources))
    .find(({ Metadata }) => Metadata?.['castline:entry'] === entry);
  const { Code, Environment } = found?.Properties ?? {};
  const [hash] = Code?.S3Key?.split('.') ?? [];
  if (!hash) throw new Error(`No bundle of ${entry} in ${templates}.`);
  return {
    path: join(templates, `asset.${hash}`, 'index.mjs'),
    variables: Environment?.Variables ?? {},
  };
}
