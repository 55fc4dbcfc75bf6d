import type { VkCall } from './core.ts';
import { VkError, type VkErrorCode } from './errors.ts';
import { PUBLISHING_ROLES, type VkVideo } from './world.ts';

/**
 * The owner that a call acts for: negative is a community, in which the user must have a role.
 * @param refusal what the method answers to a user without one.
 */
export function requireOwner({ core, caller }: VkCall, ownerId: number, refusal: VkErrorCode) {
  if (caller.kind === 'community') {
    if (ownerId === -(caller.groupId ?? 0)) return ownerId;
    throw new VkError(15, 'another community');
  }
  if (ownerId > 0) {
    if (ownerId === caller.userId) return ownerId;
    throw new VkError(refusal, 'another user');
  }
  const group = core.world.groupBy(-ownerId);
  if (!group) throw new VkError(100, 'owner_id is invalid');
  if (!PUBLISHING_ROLES.includes(group.managers[`${caller.userId}`] ?? '')) {
    throw new VkError(refusal, 'no role in the community');
  }
  const hasTwoFactors = core.world.userBy(caller.userId)?.two_factor;
  if (group.needs_two_factor && !hasTwoFactors) throw new VkError(704);
  return ownerId;
}

/** A video of `owner_id` and `video_id` that the caller may change. */
export function ownVideo(call: VkCall): VkVideo {
  const { core, caller, params } = call;
  const ownerId = requireOwner(call, params.int('owner_id') ?? caller.userId ?? 0, 204);
  const video = core.world.videoBy(ownerId, params.needInt('video_id'));
  if (!video) throw new VkError(100, 'video not found');
  return video;
}
