import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import { describeLedger } from './ledger.contract.ts';

const { targets } = memoryTargets();

describeLedger('memory', () => targets);
