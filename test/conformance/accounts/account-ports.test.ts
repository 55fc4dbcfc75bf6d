import { afterAll, beforeAll } from 'vitest';
import { accountRepository } from '../../../src/adapters/dynamodb/workspaces/account-repository.ts';
import { loginAttempts } from '../../../src/adapters/dynamodb/workspaces/login-attempts.ts';
import { sessionRepository } from '../../../src/adapters/dynamodb/workspaces/session-repository.ts';
import { accountPortsSuite } from '../../support/suites/account-ports.ts';
import { startTable } from '../../support/table.ts';

let started: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.stop());

const clock = { now: Date.UTC(2026, 10, 20) };

accountPortsSuite({
  clock,
  ports: () => ({
    accounts: accountRepository(started.table),
    sessions: sessionRepository(started.table, () => clock.now),
    attempts: loginAttempts(started.table),
  }),
});
