import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Ports = z.record(z.string(), z.int());

/** Which port each server had last time, so that addresses in pages and bookmarks stay good. */
export function portMemory(dataDir: string) {
  const file = join(dataDir, 'ports.json');
  const ports = read(file);
  return {
    last: (name: string) => ports[name],
    keep: (name: string, port: number) => {
      if (ports[name] === port) return;
      ports[name] = port;
      writeFileSync(file, JSON.stringify(ports, null, 2));
    },
  };
}

function read(file: string) {
  try {
    return Ports.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
