import type { Files } from '../../../../src/pipeline/ports.ts';

/** Files in memory. `writtenAt` says of some objects that they were not written just now. */
export function memoryFiles(now: number) {
  const objects = new Map<string, Uint8Array>();
  const writtenAt = new Map<string, number>();
  const files: Files = {
    head: async (_workspace, key) => {
      const bytes = objects.get(key);
      if (!bytes) return undefined;
      return { key, sizeBytes: bytes.byteLength, etag: 'e1', contentType: 'video/mp4' };
    },
    read: async (_workspace, key) => objects.get(key) ?? new Uint8Array(),
    put: async (_workspace, key, content) => {
      const body = 'body' in content ? content.body : '';
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      objects.set(key, bytes);
      return { sizeBytes: bytes.byteLength, sha256: `sha-${new TextDecoder().decode(bytes)}` };
    },
    download: async () => 'sha-of-download',
    removePrefix: async (_workspace, prefix) => {
      for (const key of objects.keys()) if (key.startsWith(prefix)) objects.delete(key);
    },
    list: async (_workspace, prefix) =>
      [...objects.keys()]
        .filter(key => key.startsWith(prefix))
        .map(key => ({ key, modifiedAt: writtenAt.get(key) ?? now })),
    remove: async (_workspace, keys) => {
      for (const key of keys) objects.delete(key);
    },
    link: async (_workspace, key) => `https://files.example/${key}`,
  };
  return { files, objects, writtenAt };
}
