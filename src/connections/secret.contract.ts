import * as z from 'zod';

/** Platforms that a workspace has accounts on. */
export const CREDENTIAL_PLATFORMS = ['zoom', 'youtube', 'vk'] as const;
export type CredentialPlatform = (typeof CREDENTIAL_PLATFORMS)[number];

/** Tokens of all of them are shorter than 4,096 letters; scopes of Google are the longest lists. */
const Text = z.string().min(1).max(4096);
const Token = Text.min(10);
const Expiry = z.iso.datetime({ offset: true });
const LifetimeSeconds = z.int().min(1).max(10_000_000_000);
const Page = z.url({ protocol: /^https?$/ }).max(2000);

/** An app of the account itself (Server-to-Server); Zoom gives it a token when asked. */
const ZoomApp = z.strictObject({
  account_id: Text.min(5),
  client_id: Text.min(5),
  client_secret: Token,
  /** A label of one's own. */
  account: z.string().min(1).max(255).optional(),
});

/** A person who let this service in. */
const ZoomGrant = z.strictObject({
  access_token: Token,
  refresh_token: Token,
  token_type: Text.optional(),
  scope: Text.optional(),
  expires_in: LifetimeSeconds.optional(),
  expiry: Expiry.optional(),
});

const GoogleClient = z.strictObject({
  client_id: Text,
  client_secret: Text,
  project_id: Text.optional(),
  auth_uri: Page,
  token_uri: Page,
  auth_provider_x509_cert_url: Page.optional(),
  redirect_uris: z.array(Page).max(50).optional(),
});

const YouTubeGrant = z.strictObject({
  /** The file that Google's console gives out. */
  client_secrets: z.union([
    z.strictObject({ web: GoogleClient }),
    z.strictObject({ installed: GoogleClient }),
  ]),
  token: z.strictObject({
    token: Token,
    refresh_token: Token.optional(),
    token_uri: Page,
    client_id: Text,
    client_secret: Text,
    scopes: z.array(Text).min(1).max(100),
    expiry: Expiry.optional(),
  }),
});

const VkGrant = z.strictObject({
  access_token: Token,
  client_id: Text.optional(),
  client_secret: Text.optional(),
  refresh_token: Token.optional(),
  user_id: z.int().min(1).optional(),
  expires_in: LifetimeSeconds.optional(),
  expiry: Expiry.optional(),
  group_id: z.int().min(1).optional(),
  album_id: z.int().min(1).optional(),
  app_id: z.int().min(1).optional(),
  scope: Text.optional(),
});

/** What each platform wants to know of an account: shown to nobody, once it is here. */
export const SECRETS = {
  zoom: z.union([ZoomApp, ZoomGrant]),
  youtube: YouTubeGrant,
  vk: VkGrant,
} as const satisfies Record<CredentialPlatform, z.ZodType>;

export type Secret = {
  [P in CredentialPlatform]: z.infer<(typeof SECRETS)[P]>;
}[CredentialPlatform];
