import { memoryAccountRows } from '../../support/fakes/memory-accounts.ts';
import { accountPortsSuite } from '../../support/suites/account-ports.ts';

const clock = { now: Date.UTC(2026, 10, 20) };
const ports = memoryAccountRows(() => clock.now);

accountPortsSuite({ ports: () => ports, clock });
