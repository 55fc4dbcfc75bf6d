import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Id, SessionId, UserId, WorkspaceId } from '../ids.ts';
import type { Right, Role, Scope } from './rights.ts';

/** Somebody who logged in, as the authorizer verified it. */
export type Person = {
  kind: 'person';
  userId: UserId;
  workspaceId: WorkspaceId;
  /** In that workspace, now. */
  role: Role;
  /** Runs this deployment. */
  isOperator: boolean;
  sessionId: SessionId;
};
/** A program with an API key of a workspace. */
export type Program = {
  kind: 'key';
  keyId: Id<'apiKey'>;
  workspaceId: WorkspaceId;
  scopes: readonly Scope[];
};
export type Caller = Person | Program;

/** What the audit log is told of a call that succeeded, where its use case does not write the entry. */
export type Noted = {
  action: string;
  /** Fields of the request that are told; never one with a secret. */
  after?: readonly string[];
  /** Told only where the request has this field. */
  onlyWith?: string;
  /** Where the answer has the id of what was made; else it is the first id of the path. */
  made?: string;
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
  /** What the caller must have a right to. Left out only where `public` is set. */
  right?: Right;
  public?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body of a success. */
  response?: z.ZodType;
  /** The body of a 200 in its place, where the query says `dry_run=true` and so nothing is done. */
  preview?: z.ZodType;
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
  noted?: Noted;
  /** The use case that answers. */
  use: string;
};
