import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setOperator } from '#src/adapters/dynamodb/workspaces/operators.ts';
import { deployedTable, localTable } from './find-table.ts';

const HELP = `Makes an account an operator of this deployment: npm run operator -- EMAIL [options]

  --data DIR    folder of the local cloud that runs (default .castline)
  --table NAME  the table of a deployment on AWS instead, with your credentials
  --revoke      takes it back
  --help        this text

An operator sees and changes what is of all workspaces: plans, quotas, suspensions. No call of the API
makes one. It counts from the next call of that person on.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '.castline' },
    table: { type: 'string' },
    revoke: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const [email, ...others] = positionals;
if (values.help || email === undefined || others.length > 0) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  await run(email).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function run(address: string) {
  const { table: name, revoke } = values;
  const table = name === undefined ? await localTable(resolve(values.data)) : deployedTable(name);
  const outcome = await setOperator(table, address, !revoke);
  if (outcome === 'no_account') {
    throw new Error(`There is no account ${address}. Register it first: POST /v1/auth/register.`);
  }
  const state = revoke ? 'no operator' : 'an operator';
  console.log(`${address} is ${state}${outcome === 'unchanged' ? ' already' : ' now'}.`);
}
