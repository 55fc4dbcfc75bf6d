/** Whose titles and descriptions can be looked at before anything is published. */
export const PREVIEW_PLATFORMS = ['library', 'youtube', 'vk'] as const;
export type PreviewPlatform = (typeof PREVIEW_PLATFORMS)[number];
