import { AppError } from '../../kernel/errors.ts';
import type { UserId, WorkspaceId } from '../../kernel/ids.ts';
import type { Member } from '../account.ts';
import type { PeopleDeps } from './ports.ts';

/** @throws not_found, for members of other workspaces and for nobody alike */
export async function loadMember(
  accounts: Pick<PeopleDeps['accounts'], 'findMember'>,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<Member> {
  const member = await accounts.findMember(workspaceId, userId);
  if (!member) throw new AppError('not_found', 'No such member.');
  return member;
}
