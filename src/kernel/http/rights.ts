/** Roles inside a workspace. None is a rank: what each may do is listed below. */
export const ROLES = ['owner', 'manager', 'marketing', 'viewer', 'cashier'] as const;
export type Role = (typeof ROLES)[number];

/** Who may hold a right: a member by role, or whoever runs this deployment. */
type Holder = Role | 'operator';

const OWNERS = ['owner'] as const;
const MANAGERS = ['owner', 'manager'] as const;
const EDITORS = ['owner', 'manager', 'marketing'] as const;
const READERS = ['owner', 'manager', 'marketing', 'viewer'] as const;
const OPERATORS = ['operator'] as const;

/**
 * What may be done, and who may: read by the authorizer, the routes, the OpenAPI document, the scopes
 * of API keys and the tests. A right is a promise to clients like a code: never renamed.
 */
export const RIGHTS = {
  /** One's own account, profile and sessions. */
  account: ROLES,
  'workspace.read': ROLES,
  'workspace.change': OWNERS,
  'people.read': MANAGERS,
  'people.change': MANAGERS,
  'keys.read': MANAGERS,
  'keys.change': MANAGERS,
  'audit.read': MANAGERS,
  'config.read': READERS,
  'config.change': MANAGERS,
  'recordings.read': READERS,
  'recordings.change': MANAGERS,
  'tasks.read': READERS,
  'tasks.change': MANAGERS,
  'templates.read': READERS,
  'templates.change': EDITORS,
  'presets.read': READERS,
  'presets.change': EDITORS,
  'thumbnails.read': READERS,
  'thumbnails.change': EDITORS,
  'sources.read': READERS,
  'sources.change': MANAGERS,
  'credentials.read': MANAGERS,
  'credentials.change': MANAGERS,
  'usage.read': READERS,
  'subscription.change': OWNERS,
  'admin.read': OPERATORS,
  'admin.change': OPERATORS,
} as const satisfies Record<string, readonly Holder[]>;
export type Right = keyof typeof RIGHTS;

/** What only a person who logged in may do, never an API key. */
export const PERSONAL_RIGHTS = ['account', 'admin.read', 'admin.change'] as const;
export type PersonalRight = (typeof PERSONAL_RIGHTS)[number];

/** What an API key may be made for. */
export type Scope = Exclude<Right, PersonalRight>;

const isPersonal = (right: string): right is PersonalRight =>
  PERSONAL_RIGHTS.some(personal => personal === right);
const isRight = (text: string): text is Right => Object.hasOwn(RIGHTS, text);
export const isScope = (text: string): text is Scope => isRight(text) && !isPersonal(text);

export const SCOPES: readonly Scope[] = Object.keys(RIGHTS).filter(isScope);

/** Who may, in words for refusals and the document: `owner or manager`. */
export const holdersOf = (right: Right): string =>
  RIGHTS[right].join(', ').replace(/, (\w+)$/, ' or $1');

/** Whether this role has a right. */
export const roleMay = (role: Holder, right: Right): boolean =>
  RIGHTS[right].some(holder => holder === role);

/** All that a role may give an API key. */
export const scopesOf = (role: Role): Scope[] => SCOPES.filter(scope => roleMay(role, scope));
