import { auditEntry } from '../audit/entry.ts';
import { checkNewAccount } from '../connections/change-account.ts';
import type { Credentials } from '../connections/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { parsePart } from '../kernel/http/parse-part.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import { refuseUnlessWritten } from '../kernel/written.ts';
import { loadSource } from './load-source.ts';
import type { Sources } from './ports.ts';
import { SETTINGS } from './settings.contract.ts';
import type { UpdateSource } from './source.contract.ts';
import { type Source, type SourceKey, THAT_NAME } from './source.ts';
import { sourceView } from './source-view.ts';

type Deps = {
  sources: Pick<Sources, 'find' | 'replace'>;
  credentials: Pick<Credentials, 'find'>;
  clock: Clock;
};
type Changes = Omit<UpdateSource, 'version'>;

/**
 * Changes a source; its platform stays.
 * @throws not_found, version_conflict, name_taken, invalid_request
 */
export const updateSource =
  ({ sources, credentials, clock }: Deps) =>
  async (
    caller: Caller,
    sourceId: SourceKey['sourceId'],
    { version, ...changes }: UpdateSource,
    request: RequestContext,
  ): Promise<Source> => {
    const before = await loadSource(sources, { workspaceId: caller.workspaceId, sourceId });
    if (before.version !== version) throw versionConflict(before.version);
    await checkNewAccount(credentials, before, changes.credential_id, 'source');
    const now = clock();
    const after = changed(before, changes, now);
    const views = { before: sourceView(before), after: sourceView(after) };
    const change = { action: 'source.change', target: sourceId, ...views } as const;
    const entry = auditEntry(caller, request, change, now);
    refuseUnlessWritten(await sources.replace(before, after, entry), THAT_NAME);
    return after;
  };

const changed = (before: Source, changes: Changes, now: number): Source => ({
  ...before,
  name: changes.name ?? before.name,
  description: changes.description ?? before.description,
  credentialId: changes.credential_id ?? before.credentialId,
  isActive: changes.is_active ?? before.isActive,
  settings: changes.config
    ? parsePart(
        SETTINGS[before.platform],
        changes.config,
        'config',
        `settings of ${before.platform}`,
      )
    : before.settings,
  version: before.version + 1,
  updatedAt: now,
});
