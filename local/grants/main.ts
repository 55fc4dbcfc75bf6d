import { unusedGrants } from '../cloud/iam/grant-log.ts';
import { type Grant, grantsOf } from '../cloud/iam/grants.ts';
import { synthesize } from '../cloud/synth.ts';
import { openAssembly } from '../cloud/template/assembly.ts';
import { loadStacks } from '../cloud/template/load.ts';
import { reasonFor } from './reasons.ts';

// Run after the tests: what the app grants and no test used. Fails where nobody says why it stays.

/** Where the tests' clouds keep their templates and what they used. */
const TEMPLATES = '.castline/test/cdk.out';
const USED = '.castline/grants';

/** Grants name resources by ARN alone, so the addresses of servers do not matter. */
const PLACE = {
  region: 'eu-central-1',
  accountId: '000000000000',
  sqsEndpoint: 'http://127.0.0.1',
  apiUrl: 'http://127.0.0.1',
  siteUrl: 'http://127.0.0.1',
};

const stacks = loadStacks(await synthesize(TEMPLATES, line => console.log(line)));
const granted = grantsOf(openAssembly(stacks, PLACE));
const unused = unusedGrants(USED, granted);
const open = unused.filter(grant => reasonFor(grant) === undefined);

console.log(
  `${granted.length} grants, ${unused.length} of them unused, ${open.length} without a reason.`,
);
for (const [reason, grants] of byReason(unused)) {
  console.log(`\n${reason}`);
  for (const { who, action, resource } of grants) console.log(`  ${who}  ${action}  ${resource}`);
}
if (open.length > 0) process.exitCode = 1;

function byReason(grants: readonly Grant[]) {
  return Map.groupBy(grants, grant => reasonFor(grant) ?? 'Nobody needs it, it seems:');
}
