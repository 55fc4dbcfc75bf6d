import { findUseCases, withoutTest } from './find-use-cases.ts';

/** Each use case and each stage has a test that its name leads to. Lists those that have none. */

/** A search that reads nothing finds nothing missing: far fewer use cases than this is a fault. */
const FEWEST_USE_CASES = 40;

const known = findUseCases('.').length;
const missing = withoutTest('.');
for (const { name, file } of missing) console.log(`${file} has no ${name}.test.ts below test`);
if (known < FEWEST_USE_CASES) console.log(`Only ${known} use cases were seen: the check is blind.`);
console.log(`${missing.length} of ${known} use cases have no test of their name.`);
process.exitCode = missing.length > 0 || known < FEWEST_USE_CASES ? 1 : 0;
