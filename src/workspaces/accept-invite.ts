import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { LoggedIn } from './account.contract.ts';
import { type Account, emailIdentity, meView, type User } from './account.ts';
import { assertGoodPassword } from './good-password.ts';
import { userWithPassword } from './login.ts';
import { beginLogin } from './login-throttle.ts';
import { assertRoomForAnother } from './people/most-workspaces.ts';
import type { AcceptInvite } from './people/people.contract.ts';
import type { Invitations } from './people/ports.ts';
import { invitedMember, openInvitation, takeInvitation } from './people/take-invitation.ts';
import type { AccountDeps, OneTimeSecrets } from './ports.ts';
import { openSession, tokenPair } from './session.ts';

/** What accepting needs besides an account. */
export type InviteDeps = { invitations: Invitations; secrets: OneTimeSecrets };
type Deps = AccountDeps & InviteDeps;
type Request = Pick<RequestContext, 'requestId' | 'ip'>;
type Opened = Awaited<ReturnType<typeof openInvitation>>;

/**
 * Accepts an invitation without a session, and logs in there: with the password of the invited
 * address's account, or with a new account where there is none.
 * @throws not_found, expired, suspended, invalid_credentials, login_throttled, invalid_request, conflict
 */
export const acceptInvite =
  (deps: Deps) =>
  async (asked: AcceptInvite, request: Request): Promise<LoggedIn> => {
    const opened = await openInvitation(deps, asked.token, deps.clock());
    const { email } = opened.invitation;
    const isKnown = await deps.accounts.findUserByEmail(emailIdentity(email));
    const join = isKnown ? joinWithAccount : joinAsNewcomer;
    return join(deps, opened, asked, request);
  };

async function joinWithAccount(deps: Deps, opened: Opened, asked: AcceptInvite, request: Request) {
  const { email } = opened.invitation;
  const succeeded = await beginLogin(deps, email, request.ip);
  const user = await userWithPassword(deps, email, asked.password);
  await succeeded();
  await assertRoomForAnother(deps.accounts, user.userId);
  const account = accountOf(opened, user, deps.clock());
  await takeInvitation(deps, opened.invitation, account.member, request);
  const started = await startSession(deps, account);
  await deps.sessions.insert(started.session);
  return started.answer();
}

async function joinAsNewcomer(deps: Deps, opened: Opened, asked: AcceptInvite, request: Request) {
  const { invitation } = opened;
  assertGoodPassword('password', asked.password, invitation.email);
  const passwordHash = await deps.passwords.hash(asked.password);
  const now = deps.clock();
  const user: User = {
    userId: deps.newId('user', now),
    email: invitation.email,
    fullName: asked.full_name,
    timeZone: asked.time_zone,
    passwordHash,
    workspaceId: invitation.workspaceId,
    sessionEpoch: 0,
    createdAt: now,
    lastLoginAt: now,
  };
  const account = accountOf(opened, user, now);
  const started = await startSession(deps, account);
  const newcomer = { user, session: started.session };
  await takeInvitation(deps, invitation, account.member, request, newcomer);
  return started.answer();
}

const accountOf = ({ invitation, workspace }: Opened, user: User, now: number): Account => ({
  user,
  workspace,
  member: invitedMember(invitation, user.userId, now),
});

async function startSession({ tokens, clock, newId }: Deps, account: Account) {
  const now = clock();
  const sessionId = newId('session', now);
  const { session, refreshToken } = await openSession(tokens, account, sessionId, now);
  const answer = async (): Promise<LoggedIn> => ({
    ...meView(account),
    tokens: await tokenPair(tokens, account.member, { sessionId, refreshToken }, now),
  });
  return { session, answer };
}
