import { auditEntry } from '../audit/entry.ts';
import type { Credentials } from '../connections/ports.ts';
import { requireUsable } from '../connections/usable-credential.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { idOf } from '../kernel/ids.ts';
import { refuseUnlessWritten } from '../kernel/written.ts';
import type { Sources } from './ports.ts';
import type { CreateSource } from './source.contract.ts';
import { type Source, THAT_NAME } from './source.ts';
import { sourceView } from './source-view.ts';

type Deps = {
  sources: Pick<Sources, 'insert' | 'find'>;
  credentials: Pick<Credentials, 'find'>;
  clock: Clock;
};

/**
 * Makes a source. Its account has to be the workspace's own, and of its platform.
 * @throws not_found, invalid_request, name_taken
 */
export const createSource =
  ({ sources, credentials, clock }: Deps) =>
  async (caller: Caller, input: CreateSource, request: RequestContext): Promise<Source> => {
    const { workspaceId } = caller;
    const { name, description, platform, config: settings } = input;
    const sourceId = idOf('source', request.operationId);
    const credentialId = 'credential_id' in input ? input.credential_id : null;
    if (credentialId) await requireUsable(credentials, { workspaceId, credentialId }, platform);
    const now = clock();
    const source: Source = {
      ...{ workspaceId, sourceId, name, description, platform, credentialId, settings },
      isActive: true,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const change = { action: 'source.create', target: sourceId } as const;
    const entry = auditEntry(caller, request, { ...change, after: sourceView(source) }, now);
    const outcome = await sources.insert(source, entry);
    // The same operation again finds its own work, under its own name.
    const earlier = outcome === 'name_taken' ? await sources.find(source) : undefined;
    if (earlier) return earlier;
    refuseUnlessWritten(outcome, THAT_NAME);
    return source;
  };
