import { rateCountersContract } from '../../contract/rate-counters.contract.ts';
import { memoryRateCounters } from '../../support/fakes/memory/rate-counters.ts';

rateCountersContract('rate counters in memory', memoryRateCounters);
