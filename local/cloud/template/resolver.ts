import { attributeOf } from './attributes.ts';
import { INTRINSICS, type Scope } from './intrinsics.ts';
import type { Stack } from './load.ts';
import { nameProperty, type Place, physicalName, type Resource } from './resource.ts';

export type Resolver = ReturnType<typeof createResolver>;

/** Resolves values of several stacks that import from each other. */
export function createResolver(stacks: readonly Stack[], place: Place) {
  const scopes = new Map<Stack, Scope>();
  const resolve = (value: unknown, stack: Stack): unknown => {
    const scope = scopes.get(stack) ?? createScope(stack);
    scopes.set(stack, scope);
    return plain(value, scope);
  };
  const nameOf = (resource: Resource) => {
    const property = nameProperty(resource.type);
    const explicit = property && resolve(resource.properties[property], resource.stack);
    return physicalName(resource, explicit);
  };
  const attribute = (resource: Resource, name: string) =>
    attributeOf(resource.type, nameOf(resource), name, place);
  const exportsOf = stacks.flatMap(stack =>
    Object.values(stack.Outputs).flatMap(output =>
      output.Export ? [{ stack, name: output.Export.Name, value: output.Value }] : [],
    ),
  );

  function createScope(stack: Stack): Scope {
    const find = (logicalId: string) => findResource(stack, logicalId);
    const scope: Scope = {
      value: value => plain(value, scope),
      ref: name => {
        const pseudo = pseudoParameters(stack, place);
        if (pseudo.has(name)) return pseudo.get(name);
        const parameter = stack.Parameters[name];
        return parameter ? parameter.Default : attribute(find(name), 'Ref');
      },
      attribute: (logicalId, name) => attribute(find(logicalId), name),
      imported: name => {
        const found = exportsOf.find(entry => resolve(entry.name, entry.stack) === name);
        if (!found) throw new Error(`No stack exports "${name}".`);
        return resolve(found.value, found.stack);
      },
      mapping: (map, top, second) => stack.Mappings[map]?.[top]?.[second],
      condition: name => plain(stack.Conditions[name], scope) === true,
    };
    return scope;
  }

  const holds = (stack: Stack, condition: string | undefined) =>
    condition === undefined || resolve({ Condition: condition }, stack) === true;
  const resources = stacks.flatMap(stack =>
    Object.entries(stack.Resources)
      .filter(([, { Condition }]) => holds(stack, Condition))
      .map(([logicalId]) => findResource(stack, logicalId)),
  );
  const outputs = () =>
    stacks.flatMap(stack =>
      Object.entries(stack.Outputs)
        // Exports are for other stacks; people asked for the others.
        .filter(([, { Condition, Export }]) => !Export && holds(stack, Condition))
        .map(([name, { Value }]) => ({ name, value: resolve(Value, stack) })),
    );
  return { resolve, nameOf, attributeOf: attribute, resources, outputs };
}

/** A value without intrinsic functions; parts that are `AWS::NoValue` are left out. */
function plain(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map(item => plain(item, scope)).filter(item => item !== undefined);
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1) {
    const [name, argument] = only;
    const intrinsic = INTRINSICS[name];
    if (intrinsic && isCall(name, argument)) return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) throw new Error(`The local cloud does not know ${name}.`);
  }
  return Object.fromEntries(
    entries.flatMap(([name, item]) => {
      const result = plain(item, scope);
      return result === undefined ? [] : [[name, result]];
    }),
  );
}

/** `Condition` is also the name of an ordinary field, in policies. */
const isCall = (name: string, argument: unknown) =>
  name !== 'Condition' || typeof argument === 'string';

function findResource(stack: Stack, logicalId: string): Resource {
  const found = stack.Resources[logicalId];
  if (!found) throw new Error(`${stack.name} has no resource "${logicalId}".`);
  const { Type: type, Properties: properties, Metadata: metadata } = found;
  return { stack, logicalId, type, properties, metadata };
}

function pseudoParameters(stack: Stack, place: Place) {
  return new Map<string, unknown>([
    ['AWS::Region', place.region],
    ['AWS::AccountId', place.accountId],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stack.name],
    [
      'AWS::StackId',
      `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${stack.name}/local`,
    ],
    ['AWS::NoValue', undefined],
    ['AWS::NotificationARNs', []],
  ]);
}
