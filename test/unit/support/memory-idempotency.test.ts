import { idempotencyContract } from '../../contract/idempotency.contract.ts';
import { memoryIdempotency } from '../../support/fakes/memory/idempotency.ts';

idempotencyContract('idempotency records in memory', memoryIdempotency);
