import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Statement = { Effect: string; Action: string | string[] };
type Resource = {
  Type: string;
  Properties: { PolicyDocument: { Statement: Statement[] }; SourceArn?: unknown };
};

/** An action of the policy of a role, or the permission of a function, by its logical id. */
export type Removal = { policy: RegExp; action: string } | { permission: RegExp };

/** A copy of templates that lacks what `removals` name. @throws when one of them removes nothing. */
export function withoutGrants(templates: string, removals: readonly Removal[]) {
  const copy = mkdtempSync(join(tmpdir(), 'castline-templates-'));
  cpSync(templates, copy, { recursive: true });
  const left = new Set(removals);
  for (const name of readdirSync(copy).filter(file => file.endsWith('.template.json'))) {
    const file = join(copy, name);
    const template = JSON.parse(readFileSync(file, 'utf8'));
    for (const removal of removals) if (remove(template.Resources, removal)) left.delete(removal);
    writeFileSync(file, JSON.stringify(template));
  }
  if (left.size > 0) throw new Error(`Nothing fits ${JSON.stringify([...left].map(String))}.`);
  return copy;
}

function remove(resources: Record<string, Resource>, removal: Removal) {
  if ('permission' in removal) {
    const found = Object.keys(resources).filter(
      id => resources[id]?.Type === 'AWS::Lambda::Permission' && removal.permission.test(id),
    );
    for (const id of found) delete resources[id];
    return found.length > 0;
  }
  let removed = false;
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::IAM::Policy' || !removal.policy.test(id)) continue;
    for (const statement of Properties.PolicyDocument.Statement) {
      const actions = [statement.Action].flat();
      const kept = actions.filter(action => action !== removal.action);
      removed ||= kept.length < actions.length;
      // An empty list is no policy: what is left allows what nobody asks for.
      statement.Action = kept.length > 0 ? kept : ['iam:Nothing'];
    }
  }
  return removed;
}
