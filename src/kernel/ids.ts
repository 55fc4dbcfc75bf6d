import { decodeTime, encodeTime, ulid } from 'ulid';
import * as z from 'zod';

/** Prefixes tell a reader of a log or a URL what an id names. Ids sort by time of creation. */
export const ID_PREFIX = {
  workspace: 'wsp_',
  user: 'usr_',
  session: 'ses_',
  recording: 'rec_',
  task: 'tsk_',
  request: 'req_',
  apiKey: 'key_',
  invitation: 'inv_',
  auditEntry: 'aud_',
  template: 'tpl_',
  preset: 'pst_',
  source: 'src_',
  credential: 'crd_',
  thumbnail: 'thb_',
} as const;

type Named = keyof typeof ID_PREFIX;

/** The id of a thing: `Id<'recording'>` is `rec_…`, and no id of another thing fits in its place. */
export type Id<Name extends Named> = `${(typeof ID_PREFIX)[Name]}${string}`;
export type RecordingId = Id<'recording'>;
export type SessionId = Id<'session'>;
export type TaskId = Id<'task'>;
export type UserId = Id<'user'>;

declare const brand: unique symbol;
/** A workspace id can only come from a verified token or a stored row, never from a request. */
export type WorkspaceId = string & { readonly [brand]: 'workspace' };

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';

/** What a ULID can say: its first sign is 7 at most. */
const ANY_ID = /^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

const idPattern = (name: Named) => new RegExp(`^${ID_PREFIX[name]}${ULID}$`);

/** The schema of a whole id. `message` says what one looks like. */
export const idSchema = <Name extends Named>(name: Name, message?: string) =>
  z.templateLiteral(
    [ID_PREFIX[name], z.string().regex(new RegExp(`^${ULID}$`))],
    message === undefined ? {} : { error: message },
  );

export const newId = <Name extends Named>(name: Name, atMilliseconds?: number): Id<Name> =>
  `${ID_PREFIX[name]}${ulid(atMilliseconds)}`;

/** The id of what an operation makes, so that a repeat of the operation finds its own work. */
export const idOf = <Name extends Named>(name: Name, operationId: string): Id<Name> =>
  `${ID_PREFIX[name]}${operationId}`;

/** Ids of things made then or later sort at or behind it. */
export const firstIdFrom = <Name extends Named>(name: Name, atMilliseconds: number): Id<Name> =>
  `${ID_PREFIX[name]}${encodeTime(Math.max(0, atMilliseconds))}`;

/** Ids of things made then or earlier sort before it. */
export const lastIdUntil = <Name extends Named>(name: Name, atMilliseconds: number): Id<Name> =>
  `${firstIdFrom(name, atMilliseconds)}~`;

/** When the thing was made that an id names; undefined for a text that is no id of ours. */
export const madeAt = (id: string): number | undefined =>
  ANY_ID.test(id) ? decodeTime(id.slice(-26)) : undefined;

export const isId = <Name extends Named>(name: Name, text: string): text is Id<Name> =>
  idPattern(name).test(text);

/** The one way from text to a workspace id: for tokens, stored rows, messages and object keys. */
export function trustedWorkspaceId(text: string): WorkspaceId {
  if (!isWorkspaceId(text)) throw new TypeError('Not a workspace id.');
  return text;
}

export const isWorkspaceId = (text: string): text is WorkspaceId =>
  idPattern('workspace').test(text);
