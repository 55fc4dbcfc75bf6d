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
  }),
  z.object({ error: z.literal(['unauthorized', 'token_expired', 'unavailable']) }),
]);
export type AuthorizerContext = z.infer<typeof AuthorizerContext>;

const REFUSALS = {
  unauthorized: 'Send a valid access token: authorization: Bearer …',
  token_expired: 'The access token has expired. Get a new one with POST /v1/auth/refresh.',
  unavailable: 'The session could not be looked up. Try again.',
} as const;

/**
 * Everything that is not a whole, verified context is refused, also a route that the gateway
 * left without an authorizer.
 * @throws unauthorized, token_expired, unavailable, forbidden
 */
export function verifiedCaller(row: Route, authorizer: unknown): Caller {
  const parsed = AuthorizerContext.safeParse(authorizer);
  if (!parsed.success) throw new AppError('unauthorized', REFUSALS.unauthorized);
  if ('error' in parsed.data) throw new AppError(parsed.data.error, REFUSALS[parsed.data.error]);
  const { user_id, workspace_id, role, session_id } = parsed.data;
  if (!row.role || !mayActAs(role, row.role)) {
    throw new AppError('forbidden', `This needs the role ${row.role ?? 'owner'} or a higher one.`);
  }
  return { userId: user_id, workspaceId: workspace_id, role, sessionId: session_id };
}

const mayActAs = (has: Role, needed: Role) => ROLES.indexOf(has) <= ROLES.indexOf(needed);
