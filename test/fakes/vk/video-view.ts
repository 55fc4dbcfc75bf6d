import type { VkCore } from './core.ts';
import type { VkVideo } from './world.ts';

/** An item of `video.get`. While the file converts, it says so and cannot be played (contract §2). */
export function videoView({ world, origins }: VkCore, video: VkVideo) {
  const isConverting = world.isConverting(video);
  return {
    id: video.id,
    owner_id: video.owner_id,
    title: video.title,
    description: video.description,
    date: Math.floor(video.saved_at / 1000),
    duration: 0,
    views: video.views,
    comments: 0,
    likes: { count: 0, user_likes: 0 },
    reposts: { count: 0 },
    access_key: video.access_key,
    can_edit: 1,
    repeat: video.repeat ? 1 : 0,
    privacy_view: video.privacy_view,
    image: video.thumb
      ? [{ url: `${origins.upload}/thumb/${video.id}`, width: 1280, height: 720 }]
      : [],
    ...(video.is_private && { is_private: 1 }),
    ...(isConverting
      ? { processing: 1, converting: 1 }
      : {
          player: `${origins.oauth}/video_ext.php?oid=${video.owner_id}&id=${video.id}`,
          files: { mp4_720: `${origins.upload}/video/${video.owner_id}_${video.id}.mp4` },
        }),
  };
}
