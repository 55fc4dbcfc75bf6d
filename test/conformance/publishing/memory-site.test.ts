import { memorySite } from '../../support/publishing/memory-site.ts';
import { describeSite } from './site.contract.ts';

const { site, read } = memorySite();

describeSite(
  'memory',
  () => site,
  async key => read(key),
);
