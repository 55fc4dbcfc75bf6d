import type { UseCases } from '../kernel/http/use-cases.ts';
import { acceptInvite, type InviteDeps } from './accept-invite.ts';
import { changePassword } from './change-password.ts';
import { type DeleteAccountDeps, deleteAccount } from './erasure/delete-account.ts';
import { forgotPassword, type MailedTokenDeps } from './forgot-password.ts';
import { getMe } from './get-me.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { logoutAll } from './logout-all.ts';
import type { AccountDeps } from './ports.ts';
import { refresh } from './refresh.ts';
import { registerAndMail } from './register-and-mail.ts';
import { requestVerification } from './request-verification.ts';
import { resetPassword } from './reset-password.ts';
import type { accountRoutes } from './routes.ts';
import { updateMe } from './update-me.ts';
import { verifyEmail } from './verify-email.ts';

/** Which use case answers each route of accounts. */
export function accountUseCases(
  deps: AccountDeps & InviteDeps & MailedTokenDeps & DeleteAccountDeps,
): UseCases<typeof accountRoutes> {
  return {
    register: (_nobody, asked, request) => registerAndMail(deps)(asked, request),
    login: (_nobody, request, { ip }) => login(deps)(request, ip),
    refresh: (_nobody, request) => refresh(deps)(request),
    acceptInvite: (_nobody, asked, request) => acceptInvite(deps)(asked, request),
    forgotPassword: (_nobody, { email }, request) => forgotPassword(deps)(email, request),
    resetPassword: (_nobody, asked) => resetPassword(deps)(asked),
    requestVerification: (caller, _nothing, request) => requestVerification(deps)(caller, request),
    verifyEmail: (_nobody, { token }) => verifyEmail(deps)(token),
    logout: (caller, { refresh_token }) => logout(deps)(caller, refresh_token),
    logoutAll: caller => logoutAll(deps)(caller),
    getMe: caller => getMe(deps)(caller),
    updateMe: (caller, changes) => updateMe(deps)(caller, changes),
    changePassword: (caller, change) => changePassword(deps)(caller, change),
    deleteAccount: deleteAccount(deps),
  };
}
