import { auditEntry } from '../audit/entry.ts';
import type { Credentials } from '../connections/ports.ts';
import { requireUsable } from '../connections/usable-credential.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { fieldErrors } from '../kernel/http/field-errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import { loadSource } from './load-source.ts';
import type { Sources } from './ports.ts';
import { refuseUnlessWritten } from './refuse-write.ts';
import { SETTINGS } from './settings.contract.ts';
import type { UpdateSource } from './source.contract.ts';
import type { Source, SourceKey } from './source.ts';
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
    await checkAccount(credentials, before, changes);
    const now = clock();
    const after = changed(before, changes, now);
    const views = { before: sourceView(before), after: sourceView(after) };
    const change = { action: 'source.change', target: sourceId, ...views } as const;
    const entry = auditEntry(caller, request, change, now);
    refuseUnlessWritten(await sources.replace(before, after, entry));
    return after;
  };

async function checkAccount(
  credentials: Pick<Credentials, 'find'>,
  { workspaceId, platform, credentialId }: Source,
  { credential_id: wanted }: Changes,
) {
  if (wanted === undefined || wanted === credentialId) return;
  if (credentialId === null) {
    throw new AppError('invalid_request', `A source of ${platform} has no account: see errors.`, {
      errors: [{ path: 'credential_id', message: 'Unknown field: remove it.' }],
    });
  }
  await requireUsable(credentials, { workspaceId, credentialId: wanted }, platform);
}

const changed = (before: Source, changes: Changes, now: number): Source => ({
  ...before,
  name: changes.name ?? before.name,
  description: changes.description ?? before.description,
  credentialId: changes.credential_id ?? before.credentialId,
  isActive: changes.is_active ?? before.isActive,
  settings: changes.config ? parsedSettings(before, changes.config) : before.settings,
  version: before.version + 1,
  updatedAt: now,
});

function parsedSettings({ platform }: Source, given: Record<string, unknown>) {
  const parsed = SETTINGS[platform].safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error).map(({ path, message }) => ({
    path: ['config', path].filter(Boolean).join('.'),
    message,
  }));
  throw new AppError('invalid_request', `These are no settings of ${platform}: see errors.`, {
    errors,
  });
}
