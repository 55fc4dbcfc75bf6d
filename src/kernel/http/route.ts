import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { SessionId, UserId, WorkspaceId } from '../ids.ts';

/** Roles inside a workspace, from most to least: a role may do all that a later one may. */
export const ROLES = ['owner', 'manager', 'marketing', 'viewer', 'cashier'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls, as the authorizer verified it. */
export type Caller = {
  userId: UserId;
  workspaceId: WorkspaceId;
  role: Role;
  sessionId: SessionId;
};

/**
 * One row of the API. Read by the API stack, the local cloud, the OpenAPI document and the tests.
 * A route without `public: true` is refused without a valid token.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/recordings/{recording_id}`; parameters are checked by `params`. */
  path: `/${string}`;
  /** What it does, in one line, for the OpenAPI document. */
  summary: string;
  /** The least role that may call it. Left out only where `public` is set. */
  role?: Role;
  public?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body of a success. */
  response?: z.ZodType;
  /** The status of a success. */
  status?: 200 | 201 | 202 | 204;
  /** `Location` of what was made, filled from the result's fields: `/v1/recordings/{id}`. */
  location?: `/${string}`;
  /** The media type of a success that is not JSON; the use case then returns `Content`. */
  contentType?: string;
  /** What it may refuse with besides what every row of its kind may. */
  refuses?: readonly ErrorCode[];
  /** Request or answer holds secrets, so no answer is kept for `Idempotency-Key`. */
  secret?: true;
  /** The use case that answers. */
  use: string;
};
