import { ulid } from 'ulid';

/** Prefixes tell a reader of a log or a URL what an id names. Ids sort by time of creation. */
export const ID_PREFIX = {
  workspace: 'wsp_',
  user: 'usr_',
  session: 'ses_',
  recording: 'rec_',
  task: 'tsk_',
  request: 'req_',
} as const;

type Kind = keyof typeof ID_PREFIX;

declare const brand: unique symbol;
/** A workspace id can only come from a verified token or a stored row, never from a request. */
export type WorkspaceId = string & { readonly [brand]: 'workspace' };

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';

/** The pattern of a whole id, for schemas and routes. */
export const idPattern = (kind: Kind) => new RegExp(`^${ID_PREFIX[kind]}${ULID}$`);

export const newId = (kind: Kind, atMilliseconds?: number) =>
  ID_PREFIX[kind] + ulid(atMilliseconds);

/** The one door from text to a workspace id: for tokens, stored rows, queue messages and object keys. */
export function trustedWorkspaceId(text: string): WorkspaceId {
  if (!isWorkspaceId(text)) throw new TypeError('Not a workspace id.');
  return text;
}

export const isWorkspaceId = (text: string): text is WorkspaceId =>
  idPattern('workspace').test(text);
