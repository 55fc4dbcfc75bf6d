import type { ZoomCore } from './core.ts';
import { ZoomApiError } from './errors.ts';
import type { Grant } from './grants.ts';
import type { Meeting } from './meeting.ts';
import { meetingKeyOf } from './uuid.ts';
import type { ZoomUser } from './world.ts';

/**
 * The user that a path names (contract §1): user-level apps must say `me`, Server-to-Server apps an id
 * or an address. That `me` means the app's owner to the latter is unverified, so it is refused here.
 */
export function userOf({ world }: ZoomCore, { userId, accountId }: Grant, key: string): ZoomUser {
  if (userId && key !== 'me')
    throw new ZoomApiError('no_permission', 'this app may only ask for "me"');
  const user = world.userBy(userId ?? key);
  if (!user || user.gone) throw new ZoomApiError('no_user', key);
  if (user.account_id !== accountId) throw new ZoomApiError('foreign_user', key);
  return user;
}

/** The meeting that a path names, of the caller's reach. */
export function meetingOf(
  { world }: ZoomCore,
  { userId, accountId }: Grant,
  segment: string,
): Meeting {
  const key = meetingKeyOf(segment);
  const meeting = world.meetingBy(key);
  if (meeting?.account_id !== accountId) throw new ZoomApiError('no_meeting', key);
  if (userId && meeting.host_id !== userId) throw new ZoomApiError('no_permission', 'not the host');
  return meeting;
}
