import { type Clock, optionalIso } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { Workspace } from '../workspaces/account.ts';
import { entriesOf } from './note.ts';
import type { Agreements } from './ports.ts';

type Deps = { agreements: Pick<Agreements, 'suspend' | 'restore'>; clock: Clock };

/**
 * From now on its people and programs are refused, and no waiting task starts; what runs goes on to
 * its end, and what is public stays. Nothing is lost: a restore lets all go on.
 * @throws conflict
 */
export const suspendWorkspace =
  ({ agreements, clock }: Deps) =>
  async (caller: Person, workspace: Workspace, request: RequestContext): Promise<Workspace> => {
    const suspendedAt = clock();
    const after = { ...workspace, suspendedAt };
    const change = { action: 'workspace.suspend', ...sides(workspace, after) } as const;
    const entries = entriesOf(caller, workspace.workspaceId, request, change, suspendedAt);
    if (await agreements.suspend(workspace.workspaceId, suspendedAt, entries)) return after;
    throw new AppError('conflict', 'The workspace is suspended already.');
  };

/** @throws conflict */
export const restoreWorkspace =
  ({ agreements, clock }: Deps) =>
  async (caller: Person, workspace: Workspace, request: RequestContext): Promise<Workspace> => {
    const { suspendedAt: _over, ...after } = workspace;
    const change = { action: 'workspace.restore', ...sides(workspace, after) } as const;
    const entries = entriesOf(caller, workspace.workspaceId, request, change, clock());
    if (await agreements.restore(workspace.workspaceId, entries)) return after;
    throw new AppError('conflict', 'The workspace is not suspended.');
  };

const sides = (before: Workspace, after: Workspace) => ({
  before: { suspended_at: optionalIso(before.suspendedAt) },
  after: { suspended_at: optionalIso(after.suspendedAt) },
});
