import { AppError } from '../kernel/errors.ts';
import type { Sources } from './ports.ts';
import type { Source, SourceKey } from './source.ts';

/** @throws not_found for unknown and foreign ones alike */
export async function loadSource(sources: Pick<Sources, 'find'>, key: SourceKey): Promise<Source> {
  const source = await sources.find(key);
  if (!source) throw new AppError('not_found', 'No such source.');
  return source;
}
