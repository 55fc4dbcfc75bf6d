import * as z from 'zod';
import { MetadataConfig, TopicsDisplay } from '../../config/processing-config.contract.ts';
import { isLanguageTag } from '../../documents/language-tag.ts';
import { cleanLine } from '../../kernel/clean-text.ts';

/** Platforms that a preset can be made for. */
export const PRESET_PLATFORMS = ['library', 'youtube', 'vk'] as const;
export type PresetPlatform = (typeof PRESET_PLATFORMS)[number];

/** Left out, the recording's own texts are used. */
const TEXTS = {
  title_template: MetadataConfig.shape.title_template.unwrap().optional(),
  description_template: MetadataConfig.shape.description_template.unwrap().optional(),
  topics_display: TopicsDisplay.optional(),
};
const Id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

const LibrarySettings = z.strictObject({
  /** What its list and its feed are called. */
  title: z.string().overwrite(cleanLine).min(1).max(255).optional(),
});

const YouTubeSettings = z.strictObject({
  ...TEXTS,
  privacy: z.literal(['public', 'private', 'unlisted']).default('unlisted'),
  made_for_kids: z.boolean().default(false),
  embeddable: z.boolean().default(true),
  /** 27 is education. */
  category_id: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'A number of YouTube’s list, as text.')
    .default('27'),
  license: z.literal(['youtube', 'creativeCommon']).default('youtube'),
  default_language: z
    .string()
    .max(35)
    .refine(isLanguageTag, 'A language tag, such as en or pt-BR.')
    .optional(),
  playlist_id: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'The id of a playlist.')
    .optional(),
  tags: z.array(z.string().overwrite(cleanLine).min(1).max(500)).max(500).default([]),
  publish_at: z.iso.datetime({ offset: true }).optional(),
  disable_comments: z.boolean().default(false),
  rating_disabled: z.boolean().default(false),
  notify_subscribers: z.boolean().default(true),
});

/** 0 all, 1 friends, 2 friends of friends, 3 only oneself. */
const VkPrivacy = z.literal([0, 1, 2, 3]).default(0);

const VkSettings = z.strictObject({
  ...TEXTS,
  privacy_view: VkPrivacy,
  privacy_comment: VkPrivacy,
  group_id: Id.optional(),
  album_id: Id.optional(),
  no_comments: z.boolean().default(false),
  repeat: z.boolean().default(false),
  compression: z.boolean().default(false),
  wallpost: z.boolean().default(false),
});

/** What is set of a preset, by platform. */
export const SETTINGS = {
  library: LibrarySettings,
  youtube: YouTubeSettings,
  vk: VkSettings,
} as const satisfies Record<PresetPlatform, z.ZodType>;
