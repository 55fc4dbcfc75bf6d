import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Fields = z.record(z.string(), z.unknown());

const StackTemplate = z.object({
  Resources: z
    .record(
      z.string(),
      z.object({
        Type: z.string(),
        Properties: Fields.default({}),
        Metadata: Fields.default({}),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Export: z.object({ Name: z.unknown() }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), Fields)).default({}),
  Conditions: Fields.default({}),
});

/** One synthesized stack, as CloudFormation would get it, under the name of its file. */
export type Stack = z.infer<typeof StackTemplate> & { name: string };

const SUFFIX = '.template.json';

/** Reads every template of a cloud assembly, in order of name. */
export function loadStacks(folder: string): Stack[] {
  const files = readdirSync(folder).filter(file => file.endsWith(SUFFIX));
  if (files.length === 0) throw new Error(`No ${SUFFIX} file in ${folder}.`);
  return files.sort().map(file => ({
    name: file.slice(0, -SUFFIX.length),
    ...StackTemplate.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  }));
}
