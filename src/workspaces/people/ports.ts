import type { AuditEntry } from '../../audit/entry.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Id, UserId, WorkspaceId } from '../../kernel/ids.ts';
import type { Page, PageOf } from '../../kernel/page.ts';
import type { Member, Session, User, Workspace } from '../account.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Accounts, OneTimeSecrets } from '../ports.ts';
import type { Invitation } from './invitation.ts';

/** `moved`: the row is no longer as it was seen. */
export type Outcome = 'done' | 'moved' | 'last_owner';

/** Each change is one transaction with its entry of the audit log. */
export type People = {
  /** Nothing happens where the workspace is there: a repeat finds its own. */
  createWorkspace: (workspace: Workspace, member: Member, entry: AuditEntry) => Promise<void>;
  /** False where its version moved since it was seen. */
  changeWorkspace: (
    seen: Workspace,
    changes: Pick<Workspace, 'name' | 'timeZone'>,
    entry: AuditEntry,
  ) => Promise<boolean>;
  /** The newest ids first. */
  listMembers: (workspaceId: WorkspaceId, page: PageOf<UserId>) => Promise<Page<Member, UserId>>;
  changeRole: (seen: Member, role: Member['role'], entry: AuditEntry) => Promise<Outcome>;
  removeMember: (seen: Member, entry: AuditEntry) => Promise<Outcome>;
};

/** Somebody without an account, who gets one by joining. */
export type Newcomer = { user: User; session: Session };

export type Invitations = {
  insert: (invitation: Invitation, entry: AuditEntry) => Promise<void>;
  /** Those that are not over, newest first. */
  list: (
    workspaceId: WorkspaceId,
    page: PageOf<Id<'invitation'>>,
    now: number,
  ) => Promise<Page<Invitation, Id<'invitation'>>>;
  find: (
    workspaceId: WorkspaceId,
    invitationId: Id<'invitation'>,
  ) => Promise<Invitation | undefined>;
  findByToken: (tokenHash: string) => Promise<Invitation | undefined>;
  /** False where it is gone already. */
  revoke: (invitation: Invitation, entry: AuditEntry) => Promise<boolean>;
  /** The invitation ends, the member begins. `gone`: somebody took or withdrew it. */
  accept: (
    invitation: Invitation,
    member: Member,
    entry: AuditEntry,
    newcomer?: Newcomer,
  ) => Promise<'done' | 'gone' | 'member' | 'email_taken'>;
};

export type PeopleDeps = {
  accounts: Pick<
    Accounts,
    'findUser' | 'findUserByEmail' | 'findMember' | 'findWorkspace' | 'memberships'
  >;
  people: People;
  invitations: Invitations;
  secrets: OneTimeSecrets;
  /** None where nothing is mailed. */
  mailer?: Mailer | undefined;
  clock: Clock;
  newId: (name: 'invitation', atMilliseconds: number) => Id<'invitation'>;
};
