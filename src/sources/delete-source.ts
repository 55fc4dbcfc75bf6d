import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { loadSource } from './load-source.ts';
import type { Sources } from './ports.ts';
import type { SourceKey } from './source.ts';
import { sourceView } from './source-view.ts';

type Deps = { sources: Pick<Sources, 'find' | 'remove'>; clock: Clock };

/**
 * Forgets a source; what came from it stays.
 * @throws not_found, conflict
 */
export const deleteSource =
  ({ sources, clock }: Deps) =>
  async (caller: Caller, sourceId: SourceKey['sourceId'], request: RequestContext) => {
    const source = await loadSource(sources, { workspaceId: caller.workspaceId, sourceId });
    const before = sourceView(source);
    const change = { action: 'source.delete', target: sourceId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    if (await sources.remove(source, entry)) return;
    throw new AppError('conflict', 'It was changed in the meantime. Try again.');
  };
