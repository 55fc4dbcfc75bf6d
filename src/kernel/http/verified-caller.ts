import * as z from 'zod';
import { AppError } from '../errors.ts';
import { idSchema, isWorkspaceId } from '../ids.ts';
import { holdersOf, isScope, type Right, ROLES, roleMay } from './rights.ts';
import type { Caller, Person, Program, Route } from './route.ts';

const workspace_id = z.string().refine(isWorkspaceId);
/** Signs the cursors of the workspace. Absent while an older authorizer still answers. */
const cursor_key = z.string().optional();

/**
 * What the authorizer hands on. A refusal comes as data, because the gateway's own 401 has neither
 * a code nor our request id: this module is where it becomes a problem document.
 */
export const AuthorizerContext = z.union([
  z.object({
    user_id: idSchema('user'),
    workspace_id,
    role: z.literal(ROLES),
    /** Absent while an older authorizer still answers. */
    is_operator: z.boolean().optional(),
    session_id: idSchema('session'),
    cursor_key,
  }),
  z.object({
    key_id: idSchema('apiKey'),
    workspace_id,
    /** Scopes that are gone by now are no rights any more. */
    scopes: z.string().transform(text => text.split(' ').filter(isScope)),
    cursor_key,
  }),
  z.object({ error: z.literal(['unauthorized', 'token_expired', 'suspended', 'unavailable']) }),
]);
export type AuthorizerContext = z.input<typeof AuthorizerContext>;

const REFUSALS = {
  unauthorized: 'Send a valid access token: authorization: Bearer …',
  token_expired: 'The access token has expired. Get a new one with POST /v1/auth/refresh.',
  suspended: 'This workspace is suspended. Ask whoever runs this service.',
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
  const { cursor_key: cursorKey } = parsed.data;
  return {
    caller: 'key_id' in parsed.data ? programOf(parsed.data) : personOf(parsed.data),
    cursorKey,
  };
}

type Verified = Exclude<z.output<typeof AuthorizerContext>, { error: string }>;

const programOf = ({
  key_id: keyId,
  workspace_id: workspaceId,
  scopes,
}: Extract<Verified, { key_id: string }>): Program => ({ kind: 'key', keyId, workspaceId, scopes });

const personOf = (of: Extract<Verified, { user_id: string }>): Person => ({
  kind: 'person',
  userId: of.user_id,
  workspaceId: of.workspace_id,
  role: of.role,
  isOperator: of.is_operator ?? false,
  sessionId: of.session_id,
});

/**
 * Who may call this row; nobody in particular where it is public.
 * @throws unauthorized, token_expired, suspended, unavailable, forbidden
 */
export function verifiedCaller(row: Route, identity: Identity): Caller | undefined {
  if (row.public) return undefined;
  if ('refusal' in identity) throw new AppError(identity.refusal, REFUSALS[identity.refusal]);
  const { caller } = identity;
  if (!row.right || !mayUse(caller, row.right)) throw forbidden(caller, row.right);
  return caller;
}

function mayUse(caller: Caller, right: Right): boolean {
  if (caller.kind === 'key') return caller.scopes.some(scope => scope === right);
  return roleMay(caller.role, right) || (caller.isOperator && roleMay('operator', right));
}

function forbidden({ kind }: Caller, right: Right = 'admin.change') {
  const message =
    kind === 'key'
      ? `This API key was not made for \`${right}\`.`
      : `This needs the right \`${right}\`, which ${holdersOf(right)} has.`;
  return new AppError('forbidden', message);
}
