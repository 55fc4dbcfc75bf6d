import { randomBytes } from 'node:crypto';
import type { Content } from '../shared/content-digest.ts';

const LIFE_MS = 24 * 3_600_000;

/** Addresses for pictures, and the texts that stand for pictures which were taken. */
export function thumbSlots(now: () => number) {
  const addresses = new Map<string, { ownerId: number; expiresAt: number }>();
  const taken = new Map<string, { ownerId: number; content: Content }>();
  return {
    issue(origin: string, ownerId: number) {
      const key = randomBytes(18).toString('base64url');
      addresses.set(key, { ownerId, expiresAt: now() + LIFE_MS });
      return `${origin}/upload_thumb?${new URLSearchParams({ key })}`;
    },
    ownerOf(key: string) {
      const found = addresses.get(key);
      return found && found.expiresAt > now() ? found.ownerId : undefined;
    },
    /** The exact text which `video.saveUploadedThumb` wants to have back. */
    take(ownerId: number, content: Content) {
      const text = JSON.stringify({
        sha: content.sha256,
        secret: randomBytes(8).toString('hex'),
        meta: { size: content.bytes },
        hash: randomBytes(8).toString('hex'),
        server: '511619',
        owner_id: ownerId,
        request_id: randomBytes(8).toString('base64'),
      });
      taken.set(text, { ownerId, content });
      return text;
    },
    /** Undefined for a text that was not given out like this, or for another owner. */
    redeem(text: string, ownerId: number) {
      const found = taken.get(text);
      return found?.ownerId === ownerId ? found.content : undefined;
    },
  };
}
