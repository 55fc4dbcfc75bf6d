import type { VkCall } from './core.ts';
import { VkError } from './errors.ts';
import { ownVideo, requireOwner } from './ownership.ts';

/** Calls that come at once may fail, so clients wait 3 s (contract §2); the code of it is not documented. */
const SETTLE_MS = 3000;

/** `video.getThumbUploadUrl`. */
export function getThumbUploadUrl(call: VkCall) {
  const { core, params } = call;
  const ownerId = requireOwner(call, params.needInt('owner_id'), 204);
  return { upload_url: core.thumbs.issue(core.origins.upload, ownerId) };
}

/** `video.saveUploadedThumb`: wants the text of the upload host as it was, for a video that is there. */
export function saveUploadedThumb(call: VkCall) {
  const { core, params } = call;
  const text = params.needText('thumb_json');
  const video = ownVideo(call);
  if (core.clock.now() - (video.uploaded_at ?? 0) < SETTLE_MS) throw new VkError(1);
  const content = core.thumbs.redeem(text, video.owner_id);
  if (!content) throw new VkError(100, 'thumb_json is invalid');
  if (params.flag('set_thumb')) video.thumb = content;
  return {
    photo_id: core.world.nextId(),
    photo_owner_id: video.owner_id,
    photo_hash: content.sha256.slice(0, 18),
    image: [{ url: `${core.origins.upload}/thumb/${video.id}`, width: 1280, height: 720 }],
  };
}
