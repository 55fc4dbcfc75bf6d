import type { VkCall } from './core.ts';
import { VkError } from './errors.ts';
import { requireOwner } from './ownership.ts';

/** How many posts a day; beyond it VK answers 214. The number is not documented. */
const POSTS_A_DAY = 50;
const DAY_MS = 86_400_000;

/** `wall.post`: at once, or at `publish_date` (contract §1). */
export function postToWall(call: VkCall) {
  const { core, caller, params } = call;
  const { world, clock } = core;
  const ownerId = requireOwner(call, params.int('owner_id') ?? callerId(call), 214);
  const message = params.text('message') ?? '';
  const attachments = params.text('attachments')?.split(',') ?? [];
  if (message === '' && attachments.length === 0)
    throw new VkError(100, 'there is no text and no attachment');
  for (const name of attachments) requireAttachment(call, name);
  const publishDate = params.int('publish_date');
  const now = clock.now();
  const own = world.posts.filter(({ owner_id }) => owner_id === ownerId);
  if (publishDate !== undefined) {
    if (publishDate * 1000 <= now) throw new VkError(100, 'publish_date is in the past');
    const isTaken = own.some(({ publish_date }) => publish_date === publishDate);
    if (isTaken) throw new VkError(214, 'a post is already scheduled for this time');
  }
  if (own.filter(({ created_at }) => now - created_at < DAY_MS).length >= POSTS_A_DAY) {
    throw new VkError(214, 'too many posts');
  }
  const post = {
    owner_id: ownerId,
    id: own.length + 1,
    from_group: caller.kind === 'community' || params.flag('from_group'),
    message,
    attachments,
    created_at: now,
    ...(publishDate !== undefined && { publish_date: publishDate }),
  };
  world.posts.push(post);
  return { post_id: post.id };
}

function callerId({ caller }: VkCall) {
  return caller.userId ?? -(caller.groupId ?? 0);
}

/** `video<owner>_<id>`; an address of another page is taken as it is. */
function requireAttachment({ core }: VkCall, name: string) {
  if (/^https?:/.test(name)) return;
  const [, owner, id] = /^video(-?\d+)_(\d+)(?:_\w+)?$/.exec(name) ?? [];
  const isThere = owner && id && core.world.videoBy(Number(owner), Number(id));
  if (!isThere) throw new VkError(100, 'attachments is invalid');
}
