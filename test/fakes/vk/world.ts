import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Content } from '../shared/content-digest.ts';

export const VkUser = z.strictObject({
  id: z.int().positive(),
  first_name: z.string().default('Anna'),
  last_name: z.string().default('Ivanova'),
  two_factor: z.boolean().default(true),
});
export type VkUser = z.output<typeof VkUser>;

/** Roles that may publish for a community (contract §1, `filter=admin,editor`). */
export const PUBLISHING_ROLES: readonly string[] = ['admin', 'editor'];

export const VkGroup = z.strictObject({
  id: z.int().positive(),
  name: z.string(),
  /** Roles by the id of the user. */
  managers: z.record(z.string(), z.literal(['admin', 'editor', 'moder'])).default({}),
  /** Managers must have two factors (error 704). */
  needs_two_factor: z.boolean().default(false),
});
export type VkGroup = z.output<typeof VkGroup>;

export const VkApp = z.strictObject({
  client_id: z.string(),
  name: z.string().default('Castline'),
  redirect_uris: z.array(z.string()).default([]),
  /** Of the legacy code flow. */
  client_secret: z.string().optional(),
  /** Approved before 2026-01-08 for more than profiles (contract §0). */
  extended: z.boolean().default(false),
  disabled: z.boolean().default(false),
});
export type VkApp = z.output<typeof VkApp>;

export type VkVideo = {
  owner_id: number;
  id: number;
  saved_by: number;
  access_key: string;
  title: string;
  description: string;
  privacy_view: string;
  privacy_comment: string;
  no_comments: boolean;
  repeat: boolean;
  wallpost: boolean;
  is_private: boolean;
  link?: string;
  album_ids: number[];
  saved_at: number;
  /** Absent until the upload host has all of the file. */
  content?: Content;
  uploaded_at?: number;
  /** When the conversion ends. */
  ready_at?: number;
  thumb?: Content;
  deleted?: boolean;
  views: number;
};

export type VkAlbum = { owner_id: number; id: number; title: string; privacy: string };
export type VkPost = {
  owner_id: number;
  id: number;
  from_group: boolean;
  message: string;
  attachments: string[];
  created_at: number;
  publish_date?: number;
};

export type VkWorldOptions = { users: VkUser[]; groups: VkGroup[]; apps: VkApp[] };

/** All that exists at the fake VK besides tokens. */
export function vkWorld(now: () => number, { users, groups, apps }: VkWorldOptions) {
  const videos: VkVideo[] = [];
  const albums: VkAlbum[] = [];
  const posts: VkPost[] = [];
  let lastId = 456_239_000;
  return {
    users,
    groups,
    apps,
    videos,
    albums,
    posts,
    nextId: () => ++lastId,
    addVideo(video: Omit<VkVideo, 'id' | 'access_key' | 'saved_at' | 'views'>): VkVideo {
      const access_key = randomBytes(9).toString('hex');
      const added = { ...video, id: ++lastId, access_key, saved_at: now(), views: 0 };
      videos.push(added);
      return added;
    },
    /** Videos that are on the platform: one that was only saved, and whose file never came, is not. */
    videoBy: (ownerId: number, id: number) =>
      videos.find(
        one => one.owner_id === ownerId && one.id === id && one.uploaded_at && !one.deleted,
      ),
    userBy: (id: number | undefined) => users.find(one => one.id === id),
    groupBy: (id: number) => groups.find(one => one.id === id),
    appBy: (clientId: string) => apps.find(({ client_id }) => client_id === clientId),
    isConverting: ({ ready_at }: VkVideo) => (ready_at ?? 0) > now(),
  };
}

export type VkWorld = ReturnType<typeof vkWorld>;
