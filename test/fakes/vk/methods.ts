/** Who may call (contract §0). `vkid` is a user too, but only extended apps get further than profiles. */
export const TOKEN_KINDS = ['legacy', 'vkid', 'community', 'service'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

type MethodRow = {
  name: string;
  /** The right that a user's token needs; none for public data. */
  scope?: 'video' | 'wall' | 'groups';
  /** Tokens besides those of a user. */
  also: readonly ('community' | 'service')[];
  /** Calls a day for each application. */
  perDay?: number;
};

/** Methods of contract §1. */
export const VK_METHODS = [
  { name: 'users.get', also: ['community', 'service'] },
  { name: 'groups.get', scope: 'groups', also: [] },
  // 5,000 calls a day for each application (§2).
  { name: 'video.save', scope: 'video', also: [], perDay: 5000 },
  { name: 'video.get', scope: 'video', also: [] },
  { name: 'video.edit', scope: 'video', also: [] },
  { name: 'video.delete', scope: 'video', also: [] },
  { name: 'video.getThumbUploadUrl', scope: 'video', also: [] },
  { name: 'video.saveUploadedThumb', scope: 'video', also: [] },
  { name: 'video.getAlbums', scope: 'video', also: [] },
  { name: 'video.addAlbum', scope: 'video', also: [] },
  { name: 'video.addToAlbum', scope: 'video', also: [] },
  { name: 'wall.post', scope: 'wall', also: ['community'] },
] as const satisfies readonly MethodRow[];

export type VkMethod = (typeof VK_METHODS)[number]['name'];

/** Calls a second for one token (§3). A service token gets 5 to 60 by the size of its app. */
export const CALLS_A_SECOND: Record<TokenKind, number> = {
  legacy: 3,
  vkid: 3,
  community: 20,
  service: 5,
};

/** Bits of the old way to write scopes (§5). */
export const SCOPE_BITS = { video: 16, wall: 8192, offline: 65_536, groups: 262_144 } as const;
