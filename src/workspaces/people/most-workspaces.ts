import { AppError } from '../../kernel/errors.ts';
import type { UserId } from '../../kernel/ids.ts';
import type { PeopleDeps } from './ports.ts';

/** All of them are listed in one answer; more than these nobody looks through. */
const MOST_WORKSPACES = 50;

/** @throws quota_exceeded */
export async function assertRoomForAnother(
  accounts: Pick<PeopleDeps['accounts'], 'memberships'>,
  userId: UserId,
) {
  if ((await accounts.memberships(userId)).length < MOST_WORKSPACES) return;
  const message = `A person is in ${MOST_WORKSPACES} workspaces at most. Leave one first.`;
  throw new AppError('quota_exceeded', message);
}
