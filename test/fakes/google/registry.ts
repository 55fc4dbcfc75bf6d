import { isIP } from 'node:net';
import { z } from 'zod';

/** §2: https except localhost, no fragment, no wildcard, no raw address, compared byte for byte. */
const RedirectUri = z
  .string()
  .refine(isRegistrable, { error: 'Not a redirect URI that Google takes.' });

function isRegistrable(text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || text.includes('#') || text.includes('*')) return false;
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost');
}

/** An OAuth client with the project it belongs to. */
export const GoogleApp = z.strictObject({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  name: z.string().default('Demo app'),
  redirect_uris: z.array(RedirectUri).default([]),
  /** Several clients of a project share its quota. */
  project: z.string().default('demo-project'),
  /** A consent screen in *Testing*: refresh tokens live for seven days. */
  testing: z.boolean().default(false),
  /** Without the compliance audit every upload is locked to private, §4. */
  audited: z.boolean().default(true),
  /** Whether the YouTube Data API is switched on in the project. */
  api_enabled: z.boolean().default(true),
});
export type GoogleApp = z.output<typeof GoogleApp>;

export const GoogleUser = z.strictObject({
  id: z.string().min(1),
  name: z.string().default('Somebody'),
  /** Null for an account that never made a channel. */
  channel: z
    .strictObject({
      id: z.string(),
      title: z.string(),
      /** Thumbnails of one's own need a channel that is verified by phone, §5. */
      phone_verified: z.boolean().default(true),
    })
    .nullable()
    .default(null),
});
export type GoogleUser = z.output<typeof GoogleUser>;

const CHANNEL = 'UCfakefakefakefakefakefa';

const USERS: z.input<typeof GoogleUser>[] = [
  { id: 'anna', name: 'Anna', channel: { id: `${CHANNEL}01`, title: 'Anna lectures' } },
  {
    id: 'boris',
    name: 'Boris',
    channel: { id: `${CHANNEL}02`, title: 'Boris lectures', phone_verified: false },
  },
  { id: 'clara', name: 'Clara (no channel)' },
];

const APP: z.input<typeof GoogleApp> = {
  client_id: 'demo-client.apps.googleusercontent.com',
  client_secret: 'demo-client-secret',
  redirect_uris: ['http://localhost:3000/callback'],
};

export type Registry = ReturnType<typeof createRegistry>;

/** Who can sign in, and which apps may ask. Adding one that is there replaces it. */
export function createRegistry() {
  const apps = new Map<string, GoogleApp>();
  const users = new Map<string, GoogleUser>();
  const addApp = (app: z.input<typeof GoogleApp>) => {
    const known = GoogleApp.parse(app);
    apps.set(known.client_id, known);
    return known;
  };
  const addUser = (user: z.input<typeof GoogleUser>) => {
    const known = GoogleUser.parse(user);
    users.set(known.id, known);
    return known;
  };
  addApp(APP);
  for (const user of USERS) addUser(user);
  return {
    app: (clientId: string) => apps.get(clientId),
    user: (id: string) => users.get(id),
    apps: () => [...apps.values()],
    users: () => [...users.values()],
    addApp,
    addUser,
  };
}
