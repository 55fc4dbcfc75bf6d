import { type Callers, isOwnOrigin } from '../emulators/wire/local-callers.ts';

/** Who may call this cloud, from a browser or else. */
export type Pages = {
  /** For the servers that pages call: the API, the site, and S3 for uploads. */
  callers: Callers;
  /** For those that only programs call. */
  programs: Callers;
  /** Takes in the origins that a template configures. */
  configure: (origins: readonly string[]) => void;
};

/**
 * `*` in a template is for a deployment, where a page gains nothing without a token. A page that is
 * merely open on a developer's machine has no business here: it stands for pages of this machine.
 */
export function allowedPages(hostNames: readonly string[] = []): Pages {
  const configured = new Set<string>();
  const allowsOrigin = (origin: string) => isOwnOrigin(origin, hostNames) || configured.has(origin);
  const configure = (origins: readonly string[]) => {
    for (const origin of origins) if (origin !== '*') configured.add(origin);
  };
  return { callers: { hostNames, allowsOrigin }, programs: { hostNames }, configure };
}
