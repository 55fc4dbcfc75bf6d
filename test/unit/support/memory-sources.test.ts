import { sourcesContract } from '../../contract/sources.contract.ts';
import { memorySources } from '../../support/fakes/memory/sources.ts';

sourcesContract('sources in memory', () => memorySources().sources);
