import type { Stack } from './load.ts';
import { localUrls } from './local-urls.ts';
import { createResolver } from './resolver.ts';
import type { Place, Resolved, Resource } from './resource.ts';

/** The stacks of an app, with every intrinsic function resolved for this machine. */
export type Assembly = {
  /** All resources of these types, in template order. */
  resources: (...types: string[]) => Resolved[];
  /** Outputs of all stacks by logical id. */
  outputs: Readonly<Record<string, string>>;
};

/** @throws if a template uses something that the local cloud cannot resolve. */
export function openAssembly(stacks: readonly Stack[], place: Place): Assembly {
  const resolver = createResolver(stacks, place);
  const toLocal = localUrls(resolver.resources, place, resolver.nameOf);
  const localized = (value: unknown) => mapStrings(value, toLocal);
  const resolved = (resource: Resource): Resolved => ({
    logicalId: resource.logicalId,
    type: resource.type,
    metadata: resource.metadata,
    properties: Object.fromEntries(
      Object.entries(resource.properties).flatMap(([name, value]) => {
        const plain = localized(resolver.resolve(value, resource.stack));
        return plain === undefined ? [] : [[name, plain]];
      }),
    ),
    name: resolver.nameOf(resource),
    ref: resolver.attributeOf(resource, 'Ref'),
    arn: resolver.attributeOf(resource, 'Arn'),
  });
  const known = new Map<string, Resolved[]>();
  // On demand, since types that nobody runs may use functions that nobody needs.
  const ofType = (type: string) => {
    const found =
      known.get(type) ??
      resolver.resources.filter(resource => resource.type === type).map(resolved);
    known.set(type, found);
    return found;
  };
  return {
    resources: (...types) => types.flatMap(ofType),
    outputs: Object.fromEntries(
      resolver.outputs().map(({ name, value }) => [name, String(localized(value))]),
    ),
  };
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(item => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapStrings(item, change)]),
  );
}
