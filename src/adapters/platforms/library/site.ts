/** A text of the site. `version` orders the states of a file that is rewritten. */
export type SiteText = { body: string; contentType: string };

export type CopySource = { key: string; sizeBytes: number };

/**
 * The files that the public sees, by key. What is written once may be kept by caches for ever;
 * what is rewritten is asked for again each time.
 */
export type Site = {
  putOnce: (key: string, text: SiteText) => Promise<void>;
  /** Copies from the media bucket on the storage's side, whatever the size. */
  copyOnce: (source: CopySource, key: string, contentType: string) => Promise<void>;
  /**
   * Replaces a file as one step, so that no parallel writer is lost: `make` sees the version that
   * is there (undefined if none) and is asked again if another writer was faster. Undefined from
   * `make` leaves all as it is; returns whether something was written.
   */
  rewrite: (
    key: string,
    make: (current: number | undefined) => Promise<(SiteText & { version: number }) | undefined>,
  ) => Promise<boolean>;
  /** Removes a file that is rewritten, unless it holds a newer version; as one step, too. */
  removeUpTo: (key: string, version: number) => Promise<void>;
  list: (prefix: string) => Promise<string[]>;
  remove: (keys: readonly string[]) => Promise<void>;
};
