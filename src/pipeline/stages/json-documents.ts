import type { z } from 'zod';
import type { StageWork } from './stage.ts';
import { StageError } from './stage-error.ts';

type Added = 'needJson' | 'saveJson';

/** Adds what can be said by reading and saving: documents that must be there, and saved ones. */
export const withDocuments = <Config, Kind extends string, Details>(
  work: Omit<StageWork<Config, Kind, Details>, Added>,
): StageWork<Config, Kind, Details> => ({
  ...work,
  async needJson<Schema extends z.ZodType>(kind: Kind, schema: Schema): Promise<z.infer<Schema>> {
    const document = await work.readJson(kind, schema);
    if (document === undefined) throw new StageError('missing_input', { detail: `no ${kind}` });
    return document;
  },
  saveJson: (kind, fileName, document) =>
    work.save({ kind, fileName, contentType: 'application/json', body: JSON.stringify(document) }),
});
