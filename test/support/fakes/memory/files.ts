import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { ownKey } from '../../../../src/adapters/s3/own-key.ts';
import type { WorkspaceId } from '../../../../src/kernel/ids.ts';
import type { Files } from '../../../../src/pipeline/ports.ts';

const hash = (algorithm: 'md5' | 'sha256', bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest('hex');

/** Files in memory. `writtenAt` says of some objects that they were not written just now. */
export function memoryFiles(now: number) {
  const objects = new Map<string, Uint8Array>();
  const types = new Map<string, string>();
  const writtenAt = new Map<string, number>();
  const below = (workspaceId: WorkspaceId, prefix: string) => {
    const own = ownKey(workspaceId, prefix);
    return [...objects.keys()].filter(key => key.startsWith(own)).sort();
  };
  const read: Files['read'] = async (workspaceId, key) => {
    const bytes = objects.get(ownKey(workspaceId, key));
    if (!bytes) throw new Error(`No such object: ${key}`);
    return bytes;
  };
  const files: Files = {
    head: async (workspaceId, key) => {
      const bytes = objects.get(ownKey(workspaceId, key));
      if (!bytes) return undefined;
      const contentType = types.get(key) ?? 'application/octet-stream';
      return { key, sizeBytes: bytes.byteLength, etag: hash('md5', bytes), contentType };
    },
    read,
    put: async (workspaceId, key, content, contentType) => {
      const body = 'body' in content ? content.body : readFileSync(content.path);
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      objects.set(ownKey(workspaceId, key), bytes);
      types.set(key, contentType);
      return { sizeBytes: bytes.byteLength, sha256: hash('sha256', bytes) };
    },
    download: async (workspaceId, key, path, signal) => {
      signal?.throwIfAborted();
      const bytes = await read(workspaceId, key);
      writeFileSync(path, bytes);
      return hash('sha256', bytes);
    },
    removePrefix: async (workspaceId, prefix) => {
      for (const key of below(workspaceId, prefix)) objects.delete(key);
    },
    list: async (workspaceId, prefix) =>
      below(workspaceId, prefix).map(key => ({ key, modifiedAt: writtenAt.get(key) ?? now })),
    remove: async (workspaceId, keys) => {
      const own = keys.map(key => ownKey(workspaceId, key));
      for (const key of own) objects.delete(key);
    },
    link: async (workspaceId, key) => `https://files.example/${ownKey(workspaceId, key)}`,
  };
  return { files, objects, writtenAt };
}

/** Reads what lies under a key. */
export const textIn = (objects: ReadonlyMap<string, Uint8Array>) => async (key: string) => {
  const bytes = objects.get(key);
  return bytes && new TextDecoder().decode(bytes);
};
