const PREFIX = 'https://www.googleapis.com/auth/';

/** The scopes of §2, by what follows the common address. */
export const SCOPES = {
  upload: `${PREFIX}youtube.upload`,
  manage: `${PREFIX}youtube`,
  forceSsl: `${PREFIX}youtube.force-ssl`,
  readonly: `${PREFIX}youtube.readonly`,
  analytics: `${PREFIX}yt-analytics.readonly`,
} as const;

const KNOWN: readonly string[] = Object.values(SCOPES);

export const isScope = (scope: string) => KNOWN.includes(scope);

/** Scopes are separated by spaces, on the way in and out. */
export const splitScopes = (text: string) => text.split(' ').filter(scope => scope !== '');
