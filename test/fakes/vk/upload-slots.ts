import { randomBytes } from 'node:crypto';
import type { VkVideo } from './world.ts';

/** The address carries its end (contract §2); how far it is away is not documented. */
const LIFE_SECONDS = 24 * 3600;

type Slot = { video: VkVideo; expires: number; used: boolean };

/** Addresses that take one file each. A request that was cut leaves its address as it was. */
export function uploadSlots(now: () => number) {
  const slots = new Map<string, Slot>();
  return {
    issue(origin: string, video: VkVideo) {
      const key = randomBytes(18).toString('base64url');
      const expires = Math.floor(now() / 1000) + LIFE_SECONDS;
      slots.set(key, { video, expires, used: false });
      return `${origin}/upload_video?${new URLSearchParams({ key, expires: `${expires}` })}`;
    },
    /** What is wrong with an address, or its slot. */
    open(query: URLSearchParams): Slot | 'link_unknown' | 'link_expired' | 'link_used' {
      const slot = slots.get(query.get('key') ?? '');
      if (!slot || `${slot.expires}` !== query.get('expires')) return 'link_unknown';
      if (slot.expires * 1000 <= now()) return 'link_expired';
      return slot.used ? 'link_used' : slot;
    },
  };
}
