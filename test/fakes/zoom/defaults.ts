import { ZOOM_ENDPOINTS } from './endpoints.ts';

const ACCOUNT = 'acc-northwind';

/** Who exists at a fake that was told of nobody. Ids and secrets stand for nothing real. */
export const DEFAULT_USERS = [
  { id: 'zoom-anna', email: 'anna@example.test', account_id: ACCOUNT },
  {
    id: 'zoom-boris',
    email: 'boris@example.test',
    account_id: ACCOUNT,
    first_name: 'Boris',
    last_name: 'Ivanov',
  },
];

/** One app of each kind: with a secret, public, and of the whole account. */
export const DEFAULT_APPS = [
  {
    client_id: 'zoom-user-app',
    client_secret: 'zoom-user-secret',
    kind: 'user' as const,
    redirect_uris: ['http://127.0.0.1:8080/callback'],
    scopes: ZOOM_ENDPOINTS.map(({ scope }) => scope),
  },
  {
    client_id: 'zoom-public-app',
    kind: 'user' as const,
    redirect_uris: ['http://127.0.0.1:8080/callback'],
    scopes: ZOOM_ENDPOINTS.map(({ scope }) => scope),
  },
  {
    client_id: 'zoom-account-app',
    client_secret: 'zoom-account-secret',
    kind: 'server_to_server' as const,
    account_id: ACCOUNT,
    scopes: ZOOM_ENDPOINTS.map(({ scope }) => `${scope}:admin`),
  },
];
