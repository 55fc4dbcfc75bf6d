import { auditEntry } from '../../src/audit/entry.ts';
import type { Credential } from '../../src/connections/credential.ts';
import type { Vault } from '../../src/connections/ports.ts';
import type { Person } from '../../src/kernel/http/route.ts';
import type { RequestContext } from '../../src/kernel/http/use-cases.ts';
import { newId, type WorkspaceId } from '../../src/kernel/ids.ts';
import type { OwnPreset } from '../../src/publishing/presets/own-preset.ts';
import type { Source } from '../../src/sources/source.ts';
import { newWorkspaceId } from './samples.ts';

export const NOW = Date.UTC(2026, 10, 28, 12);

/** In every secret below: it may be found nowhere. */
export const SECRET_WORD = 'hush-hush-8b1c';

export const ZOOM_APP = {
  account_id: 'account-1',
  client_id: 'client-1',
  client_secret: `app-${SECRET_WORD}`,
  account: 'Physics',
};
export const ZOOM_GRANT = {
  access_token: `access-${SECRET_WORD}`,
  refresh_token: `refresh-${SECRET_WORD}`,
  expires_in: 3600,
};
const GOOGLE_CLIENT = {
  client_id: 'client.apps.googleusercontent.com',
  client_secret: `google-${SECRET_WORD}`,
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
};
export const YOUTUBE_GRANT = {
  client_secrets: { web: GOOGLE_CLIENT },
  token: {
    token: `token-${SECRET_WORD}`,
    token_uri: GOOGLE_CLIENT.token_uri,
    client_id: GOOGLE_CLIENT.client_id,
    client_secret: GOOGLE_CLIENT.client_secret,
    scopes: ['https://www.googleapis.com/auth/youtube.upload'],
    expiry: '2026-12-01T00:00:00+03:00',
  },
};
export const VK_GRANT = { access_token: `vk-${SECRET_WORD}`, group_id: 77 };

export const person = (changes: Partial<Person> = {}): Person => ({
  kind: 'person',
  userId: newId('user'),
  workspaceId: newWorkspaceId(),
  role: 'owner',
  isOperator: false,
  sessionId: newId('session'),
  ...changes,
});

export const request = (): RequestContext => ({
  requestId: newId('request'),
  ip: '192.0.2.7',
  operationId: newId('request').slice('req_'.length),
  signal: new AbortController().signal,
});

export const sampleCredential = (changes: Partial<Credential> = {}): Credential => ({
  workspaceId: newWorkspaceId(),
  credentialId: newId('credential'),
  platform: 'vk',
  accountName: 'Faculty',
  sealed: 'c2VhbGVk',
  isActive: true,
  secretChangedAt: NOW,
  usedBy: [],
  version: 1,
  createdAt: NOW,
  updatedAt: NOW,
  ...changes,
});

/** The entry of some change of a workspace. */
export const someEntry = (workspaceId: WorkspaceId) =>
  auditEntry(person({ workspaceId }), request(), { action: 'credential.change', target: 'x' }, NOW);

/** Seals nothing: for tests of what is sealed. */
export const glassVault: Vault = {
  seal: async (_place, secret) => Buffer.from(secret).toString('base64'),
  open: async (_place, sealed) => Buffer.from(sealed, 'base64'),
};

export const samplePreset = (changes: Partial<OwnPreset> = {}): OwnPreset => ({
  workspaceId: newWorkspaceId(),
  presetId: newId('preset'),
  name: 'Archive',
  description: '',
  platform: 'library',
  credentialId: null,
  settings: {},
  isActive: true,
  targetCount: 0,
  version: 1,
  createdAt: NOW,
  updatedAt: NOW,
  ...changes,
});

export const sampleSource = (changes: Partial<Source> = {}): Source => ({
  workspaceId: newWorkspaceId(),
  sourceId: newId('source'),
  name: 'Hall 3',
  description: '',
  platform: 's3',
  credentialId: null,
  settings: {},
  isActive: true,
  version: 1,
  createdAt: NOW,
  updatedAt: NOW,
  ...changes,
});
