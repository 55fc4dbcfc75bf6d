import type { Clock } from '../shared/clock.ts';
import type { Params } from './params.ts';
import { vkRates } from './rates.ts';
import { thumbSlots } from './thumb-slots.ts';
import { type VkCaller, vkTokens } from './tokens.ts';
import { uploadSlots } from './upload-slots.ts';
import { vkIdGrants } from './vkid-grants.ts';
import { type VkWorldOptions, vkWorld } from './world.ts';

export type VkHost = 'api' | 'id' | 'oauth' | 'upload';

export type VkSettings = {
  /** How long a video converts after its upload. */
  conversionMs: number;
  /** 5 GB in older pages of help, 256 GB later (unverified). */
  maxFileBytes: number;
};

/** What the fake's servers share. The origins are known once they listen. */
export function vkCore(clock: Clock, world: VkWorldOptions, settings: VkSettings) {
  const { now } = clock;
  const tokens = vkTokens(now);
  const origins: Record<VkHost, string> = { api: '', id: '', oauth: '', upload: '' };
  return {
    clock,
    settings,
    origins,
    world: vkWorld(now, world),
    tokens,
    vkid: vkIdGrants(now, tokens),
    rates: vkRates(now),
    uploads: uploadSlots(now),
    thumbs: thumbSlots(now),
    /** What clients did that VK ignores without a word. */
    violations: [] as string[],
  };
}

export type VkCore = ReturnType<typeof vkCore>;

/** One call of a method, past the checks that all methods have. */
export type VkCall = { core: VkCore; caller: VkCaller; params: Params };
