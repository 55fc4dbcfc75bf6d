import { auditEntry } from '../audit/entry.ts';
import { acceptedConfig } from '../config/effective.ts';
import { processingConfig } from '../config/processing-config.contract.ts';
import { type Overrides, patch, withoutInherited } from '../config/resolve.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import { type CheckReferencesDeps, checkReferences } from '../publishing/check-references.ts';
import type { SettingsRows } from './ports.ts';
import type { WorkspaceConfigView } from './settings.contract.ts';
import { type SettingsInZone, workspaceLayer } from './settings.ts';
import { settingsView } from './view.ts';

type Deps = CheckReferencesDeps & { settings: SettingsRows; clock: Clock };

/** From what is set to what will be. `version` is left out where the old value does not matter. */
export type SettingsChange = {
  version?: number | undefined;
  next: (overrides: Overrides) => Overrides;
};

/** In place of all that the workspace sets. */
export const replacedBy = (config: Overrides) => () => withoutInherited(processingConfig(), config);

/** On top of what the workspace sets; null takes a field out again. */
export const patchedBy = (config: Overrides) => (overrides: Overrides) =>
  patch(processingConfig(), overrides, config);

/**
 * Changes what a workspace sets for its recordings. It counts for every stage that begins from now.
 *
 * @throws version_conflict, and invalid_request where the result contradicts itself or names what is
 * not there
 */
export const changeSettings =
  (deps: Deps) =>
  async (
    caller: Caller,
    { version, next }: SettingsChange,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<WorkspaceConfigView> => {
    const { settings, clock } = deps;
    const { workspaceId } = caller;
    const before = await settings.find(workspaceId);
    if (version !== undefined && version !== before.version) throw versionConflict(before.version);
    const now = clock();
    const overrides = next(before.overrides);
    const after = { ...before, overrides, version: before.version + 1, updatedAt: now };
    acceptedConfig([workspaceLayer(after)]);
    await checkReferences(deps)(workspaceId, overrides);
    const change = {
      ...({ action: 'config.change', target: workspaceId } as const),
      before: before.overrides,
      after: overrides,
    };
    const { timeZone: _timeZone, ...row } = after;
    const saved = await settings.save(row, auditEntry(caller, request, change, now));
    if (!saved) throw versionConflict((await settings.find(workspaceId)).version);
    return settingsView(after satisfies SettingsInZone);
  };
