import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Interim } from '../../../../src/pipeline/stages/stage.ts';

/** Interim files in memory; a file that was put by its path stays where it is. */
export function memoryInterim(files = new Map<string, { body: string } | { path: string }>()) {
  const interim: Interim = {
    put: async (name, content) => {
      files.set(name, content);
    },
    has: async name => files.has(name),
    read: async name => {
      const content = files.get(name);
      if (!content) return undefined;
      return 'body' in content ? content.body : readFileSync(content.path, 'utf8');
    },
    download: async (name, path) => {
      const content = files.get(name);
      if (!content) throw new Error(`no file ${name}`);
      if ('body' in content) writeFileSync(path, content.body);
      else copyFileSync(content.path, path);
    },
  };
  return interim;
}
