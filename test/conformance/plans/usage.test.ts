import { usageRepository } from '../../../src/adapters/dynamodb/plans/usage-repository.ts';
import { usageContract } from '../../contract/usage.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';
import { usageOf } from '../../support/fakes/memory/ledger.ts';
import { memoryStore } from '../../support/fakes/memory/store.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();
const PERIOD = { capability: 'recordings', period: '202311' } as const;

usageContract('on the table', () => {
  const rows = usageRepository(table());
  return {
    ports: tablePorts(table()),
    async usage(workspaceId) {
      const { period: _, ...sums } = await rows.find(workspaceId, 'recordings', PERIOD.period);
      return sums;
    },
    storedBytes: rows.storedBytes,
  };
});

usageContract('in memory', () => {
  const store = memoryStore();
  return {
    ports: memoryEnginePorts(store),
    usage: async workspaceId => usageOf(store, workspaceId, PERIOD),
    storedBytes: async workspaceId => store.stored.get(workspaceId) ?? 0,
  };
});
