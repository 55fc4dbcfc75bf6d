import { authenticate } from '../iam/authenticate.ts';
import type { Authority } from '../iam/authority.ts';
import { parseJson } from '../wire/exchange.ts';
import { dynamoAccess, type TableKeys } from './access.ts';
import type { GateRequest } from './gate.ts';

type Place = { authority: Authority; accountId: string; region: string };

/**
 * What the gate asks: who signed a request, and whether the policies of that principal allow it for
 * the rows it names. DynamoDB behind the gate knows no roles.
 */
export function checkAccess({ authority, accountId, region }: Place) {
  let tables: ReadonlyMap<string, TableKeys> = new Map();
  const arnPrefix = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  const scope = { arnPrefix, keysOf: (table: string) => tables.get(table) };
  return {
    /** Throws what AWS would answer. */
    check: ({ message, body }: GateRequest) => {
      const principal = authenticate(message, body, authority);
      // The owner makes tables before anybody knows their keys.
      if (principal === authority.owner) return;
      const operation = String(message.headers['x-amz-target']).split('.').at(-1) ?? '';
      for (const access of dynamoAccess(operation, parseJson(body), scope)) {
        authority.require(principal, access);
      }
    },
    /** Says which attributes are keys; whoever is no owner gets to no other table. */
    knowTables: (known: ReadonlyMap<string, TableKeys>) => {
      tables = known;
    },
  };
}
