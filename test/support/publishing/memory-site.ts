import type { Site } from '../../../src/adapters/platforms/library/site.ts';

export type StoredFile = { body: Uint8Array; contentType: string; version?: number };

/** The published site as a map; `sources` is the media bucket, `journal` the order of writes. */
export function memorySite(sources: ReadonlyMap<string, Uint8Array> = new Map()) {
  const files = new Map<string, StoredFile>();
  const journal: string[] = [];
  const bytes = (text: string) => new TextEncoder().encode(text);
  const put = (key: string, file: StoredFile) => {
    files.set(key, file);
    journal.push(key);
  };
  const site: Site = {
    putOnce: async (key, { body, contentType }) => put(key, { body: bytes(body), contentType }),
    copyOnce: async (source, key, contentType) => {
      const body = sources.get(source.key) ?? bytes(source.key);
      put(key, { body, contentType });
    },
    rewrite: async (key, make) => {
      for (;;) {
        const seen = files.get(key);
        const next = await make(seen?.version);
        if (!next) return false;
        if (files.get(key) !== seen) continue;
        put(key, { ...next, body: bytes(next.body) });
        return true;
      }
    },
    removeUpTo: async (key, version) => {
      if ((files.get(key)?.version ?? 0) <= version) files.delete(key);
    },
    list: async prefix => [...files.keys()].filter(key => key.startsWith(prefix)).sort(),
    remove: async keys => {
      for (const key of keys) files.delete(key);
    },
  };
  const read = (key: string) => new TextDecoder().decode(files.get(key)?.body);
  return { site, files, journal, read };
}
