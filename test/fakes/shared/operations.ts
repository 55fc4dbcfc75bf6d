import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** One row of a platform's table of endpoints. */
export type Operation = {
  /** The platform's name for it, by which faults and calls are told apart. */
  name: string;
  method: string;
  /** `/v2/users/{userId}/recordings`. */
  path: string;
  handle: (exchange: Exchange) => Promise<Answer> | Answer;
};

export type Match = { operation: Operation; params: Record<string, string> };

/** Finds rows by method and path. A name stands for one segment as it was sent. */
export function createRouter(operations: readonly Operation[]) {
  const rows = operations.map(operation => ({
    operation,
    pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
  }));
  return (method: string, path: string): Match | undefined => {
    for (const { operation, pattern } of rows) {
      if (operation.method !== method) continue;
      const found = pattern.exec(path);
      if (found) return { operation, params: decoded(found.groups ?? {}) };
    }
    return undefined;
  };
}

const decoded = (groups: Record<string, string>) =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodedOnce(value)]));

function decodedOnce(value: string) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
