import type { Content } from '../../shared/content-digest.ts';

export type Caption = {
  id: string;
  videoId: string;
  language: string;
  name: string;
  isDraft: boolean;
  content: Content;
  updatedAtMs: number;
};

export const CAPTION_PARTS = ['id', 'snippet'];

export const captionView = (caption: Caption) => ({
  kind: 'youtube#caption',
  id: caption.id,
  snippet: {
    videoId: caption.videoId,
    lastUpdated: new Date(caption.updatedAtMs).toISOString(),
    trackKind: 'standard',
    language: caption.language,
    name: caption.name,
    audioTrackType: 'unknown',
    isCC: false,
    isDraft: caption.isDraft,
    status: 'serving',
  },
});
