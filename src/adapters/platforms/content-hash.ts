import { createHash } from 'node:crypto';

/** Equal for equal JSON with its keys in one order. */
export const hashOf = (resource: unknown) =>
  createHash('sha256').update(JSON.stringify(resource)).digest('hex');
