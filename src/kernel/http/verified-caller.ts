import { z } from 'zod';
import { AppError } from '../errors.ts';
import { idSchema, isWorkspaceId } from '../ids.ts';
import { type Caller, ROLES, type Role, type Route } from './route.ts';

/**
 * What the authorizer hands on. A refusal comes as data, because the gateway's own 401 has neither
 * a code nor our request id: this module is where it becomes a problem document.
 */
export const AuthorizerContext = z.union([
  z.object({
    user_id: idSchema('user'),
    workspace_id: z.string().refine(isWorkspaceId),
    role: z.literal(ROLES),
    session_id: idSchema('session'),
    /** Signs the cursors of the workspace. Absent while an older authorizer still answers. */
    cursor_key: z.string().optional(),
  }),
  z.object({ error: z.literal(['unauthorized', 'token_expired', 'unavailable']) }),
]);
export type AuthorizerContext = z.infer<typeof AuthorizerContext>;

const REFUSALS = {
  unauthorized: 'Send a valid access token: authorization: Bearer …',
  token_expired: 'The access token has expired. Get a new one with POST /v1/auth/refresh.',
  unavailable: 'The session could not be looked up. Try again.',
} as const;

/** Somebody whom the authorizer verified, or why there is nobody. */
export type Identity =
  | { caller: Caller; cursorKey: string | undefined }
  | { refusal: keyof typeof REFUSALS };

/**
 * Everything that is not a whole, verified context is nobody, also on a route that the gateway
 * left without an authorizer.
 */
export function readIdentity(authorizer: unknown): Identity {
  const parsed = AuthorizerContext.safeParse(authorizer);
  if (!parsed.success) return { refusal: 'unauthorized' };
  if ('error' in parsed.data) return { refusal: parsed.data.error };
  const { user_id, workspace_id, role, session_id, cursor_key } = parsed.data;
  const caller = { userId: user_id, workspaceId: workspace_id, role, sessionId: session_id };
  return { caller, cursorKey: cursor_key };
}

/**
 * Who may call this row; nobody in particular where it is public.
 * @throws unauthorized, token_expired, unavailable, forbidden
 */
export function verifiedCaller(row: Route, identity: Identity): Caller | undefined {
  if (row.public) return undefined;
  if ('refusal' in identity) throw new AppError(identity.refusal, REFUSALS[identity.refusal]);
  if (!row.role || !mayActAs(identity.caller.role, row.role)) {
    throw new AppError('forbidden', `This needs the role ${row.role ?? 'owner'} or a higher one.`);
  }
  return identity.caller;
}

const mayActAs = (has: Role, needed: Role) => ROLES.indexOf(has) <= ROLES.indexOf(needed);
