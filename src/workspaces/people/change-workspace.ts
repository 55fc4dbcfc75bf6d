import { auditEntry } from '../../audit/entry.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { versionConflict } from '../../kernel/version.ts';
import type { WorkspaceView } from '../account.contract.ts';
import { workspaceView } from '../account.ts';
import { gone } from '../load-account.ts';
import type { ChangeWorkspace } from './people.contract.ts';
import type { PeopleDeps } from './ports.ts';

/**
 * What is left out stays as it is.
 * @throws version_conflict
 */
export const changeWorkspace =
  ({ accounts, people, clock }: Pick<PeopleDeps, 'accounts' | 'people' | 'clock'>) =>
  async (
    caller: Caller,
    { version, name, time_zone }: ChangeWorkspace,
    request: RequestContext,
  ): Promise<WorkspaceView> => {
    const seen = await accounts.findWorkspace(caller.workspaceId);
    if (!seen) throw gone();
    if (seen.version !== version) throw versionConflict();
    const changes = { name: name ?? seen.name, timeZone: time_zone ?? seen.timeZone };
    const before = { name: seen.name, time_zone: seen.timeZone };
    const after = { name: changes.name, time_zone: changes.timeZone };
    const change = { action: 'workspace.change', target: seen.workspaceId, before, after } as const;
    const entry = auditEntry(caller, request, change, clock());
    if (!(await people.changeWorkspace(seen, changes, entry))) throw versionConflict();
    return workspaceView({ ...seen, ...changes, version: version + 1 });
  };
