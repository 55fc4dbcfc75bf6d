import type { AuditEntry } from '../../audit/entry.ts';
import type { UserId, WorkspaceId } from '../../kernel/ids.ts';
import type { Member, User, Workspace } from '../account.ts';

/** A membership that ends, with the entry of the workspace that goes on. */
export type Leaving = { member: Member; entry: AuditEntry };

export type ErasureStart = {
  user: User;
  /** With nobody else in them. */
  alone: readonly Workspace[];
  shared: readonly Leaving[];
  at: number;
};

/** What is left of somebody whose account is being erased. */
export type Erased = { userId: UserId; email: string };

export type Erasures = {
  /**
   * In one transaction: person and workspaces are unknown from now on, memberships elsewhere end.
   * False where something moved since it was seen: a role, who is in a workspace, who owns it.
   */
  begin: (start: ErasureStart) => Promise<boolean>;
  /** Only one that began. */
  find: (userId: UserId) => Promise<Erased | undefined>;
  /** One of those that somebody was in; `isErased` where it goes with them. */
  nextMembership: (
    userId: UserId,
  ) => Promise<{ workspaceId: WorkspaceId; isErased: boolean } | undefined>;
  /** The membership seen from the person, and the row of a workspace that goes. Safe to repeat. */
  forgetMembership: (userId: UserId, workspaceId: WorkspaceId) => Promise<void>;
  /** Sessions, then the person; with them the address is free again. Safe to repeat. */
  forgetPerson: (erased: Erased) => Promise<void>;
};

/** `again`: there is more; `wait`: others work on it. */
export type Progress = 'done' | 'again' | 'wait';

/** All that a workspace has, in steps that end within seconds. Each is safe to repeat. */
export type WorkspaceContents = {
  /** Cancels what runs and has recordings erased, pages included, as if each was deleted. */
  endRecordings: (workspaceId: WorkspaceId) => Promise<Progress>;
  /** What is left in storage, of media and of the site. */
  removeFiles: (workspaceId: WorkspaceId) => Promise<void>;
  /** All rows but the workspace's own, and what leads to them: keys, invitations. */
  removeRows: (workspaceId: WorkspaceId) => Promise<Exclude<Progress, 'wait'>>;
};

/** Asks for the next step: delivered at least once. */
export type ErasureCommand = { command: 'erase_account'; userId: UserId };
export type ErasureCommands = { send: (command: ErasureCommand) => Promise<void> };

/** Across people, for the sweeper. */
export type UnfinishedErasures = { list: () => Promise<UserId[]> };
