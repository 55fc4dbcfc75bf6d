import type { z } from 'zod';
import { pauses } from '../../kernel/pause.ts';
import type { StageWork } from './stage.ts';
import { StageError } from './stage-error.ts';

type Added = 'needJson' | 'saveJson' | 'pause';

/**
 * Adds what can be said by reading, saving and the signal: documents that must be there, saved ones,
 * and pauses.
 */
export const withDocuments = <Config, Kind extends string, Details>(
  work: Omit<StageWork<Config, Kind, Details>, Added>,
): StageWork<Config, Kind, Details> => ({
  ...work,
  pause: pauses(work.signal),
  async needJson<Schema extends z.ZodType>(kind: Kind, schema: Schema): Promise<z.infer<Schema>> {
    const document = await work.readJson(kind, schema);
    if (document === undefined) throw new StageError('missing_input', { detail: `no ${kind}` });
    return document;
  },
  saveJson: (kind, fileName, document) =>
    work.save({ kind, fileName, contentType: 'application/json', body: JSON.stringify(document) }),
});
