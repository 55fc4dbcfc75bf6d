import { oneTimeSecrets } from '../adapters/crypto/one-time-secrets.ts';
import type { Table } from '../adapters/dynamodb/client.ts';
import { accountRepository } from '../adapters/dynamodb/workspaces/account-repository.ts';
import { invitationRepository } from '../adapters/dynamodb/workspaces/invitation-repository.ts';
import { peopleRepository } from '../adapters/dynamodb/workspaces/people-repository.ts';
import { newId } from '../kernel/ids.ts';
import type { PeopleDeps } from '../workspaces/people/ports.ts';

/** Workspaces, their people and invitations on a table. */
export const peopleDeps = (table: Table, clock = Date.now): PeopleDeps => ({
  accounts: accountRepository(table),
  people: peopleRepository(table),
  invitations: invitationRepository(table),
  secrets: oneTimeSecrets,
  clock,
  newId,
});
