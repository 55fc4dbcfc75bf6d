import { emailIdentity } from '../../../workspaces/account.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { userEntity } from './account-entities.ts';
import { accountRepository } from './account-repository.ts';

/** In a file of its own that no function of the API reaches: only the operator's command does. */
export async function setOperator(table: Table, email: string, isOperator: boolean) {
  const user = await accountRepository(table).findUserByEmail(emailIdentity(email));
  if (!user) return 'no_account';
  if ((user.isOperator ?? false) === isOperator) return 'unchanged';
  const { userId } = user;
  const write = userEntity(table).patch({ userId }).set({ isOperator });
  return (await wasWritten(write.go())) ? 'changed' : 'no_account';
}
