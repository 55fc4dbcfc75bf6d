/** Who may set a value of a config, from the weakest to the strongest. */
export const LAYER_NAMES = ['default', 'workspace', 'template', 'recording', 'request'] as const;
export type LayerName = (typeof LAYER_NAMES)[number];

/** Part of a config: what is left out, or null where null is no value, is inherited. */
export type Overrides = Readonly<Record<string, unknown>>;

export type ConfigLayer = { name: LayerName; value: Overrides };

/** A whole config, and for the path of each field (`trim.enabled`) who set it. */
export type Resolved = { value: Overrides; origins: Record<string, LayerName> };

/**
 * The one place where layers of a config become a config: the last one that sets a field counts.
 * The defaults say what the fields are: where they have an object, layers are merged; anything else
 * is a field and is replaced as a whole, lists as well. So it does not matter in which order
 * neighbours are merged.
 *
 * @throws TypeError for a layer with a field that the defaults do not have
 */
export function resolve(defaults: Overrides, layers: readonly ConfigLayer[]): Resolved {
  const value = layers.reduce((below, layer) => merge(defaults, below, layer.value), defaults);
  const origins = fieldPaths(defaults).map((path): [string, LayerName] => [
    path.join('.'),
    layers.findLast(layer => sets(defaults, layer.value, path))?.name ?? 'default',
  ]);
  return { value, origins: Object.fromEntries(origins) };
}

/** Two layers as one: `above` counts where both set a field. */
export function merge(defaults: Overrides, below: Overrides, above: Overrides): Overrides {
  const merged = Object.entries(above).map(([name, value]): [string, unknown] => {
    const [known, lower] = [ownField(defaults, name), below[name]];
    if (isInherited(known, value)) return [name, lower];
    if (!isFields(known)) return [name, value];
    if (!isFields(value)) throw new TypeError(`The setting ${name} is a group of settings.`);
    return [name, merge(known, isFields(lower) ? lower : {}, value)];
  });
  return withoutUndefined({ ...below, ...Object.fromEntries(merged) });
}

/**
 * What a layer becomes by a change of it: as `merge`, but null where null is no value takes the
 * field out of the layer, and with it what it hid comes back.
 */
export function patch(defaults: Overrides, layer: Overrides, change: Overrides): Overrides {
  const patched = Object.entries(change).map(([name, value]): [string, unknown] => {
    const [known, lower] = [ownField(defaults, name), layer[name]];
    if (value !== undefined && isInherited(known, value)) return [name, undefined];
    if (value === undefined) return [name, lower];
    if (!isFields(known) || !isFields(value)) return [name, value];
    const rest = patch(known, isFields(lower) ? lower : {}, value);
    return [name, Object.keys(rest).length > 0 ? rest : undefined];
  });
  return withoutUndefined({ ...layer, ...Object.fromEntries(patched) });
}

/**
 * A layer without the nulls that only say "as below". Names that the defaults do not have stay, so
 * that a schema can refuse them.
 */
export const withoutInherited = (defaults: Overrides, layer: Overrides): Overrides =>
  Object.fromEntries(
    Object.entries(layer).flatMap(([name, value]): [string, unknown][] => {
      const known = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
      if (value === null && known !== undefined && known !== null) return [];
      if (!isFields(known) || !isFields(value)) return [[name, value]];
      const rest = withoutInherited(known, value);
      return Object.keys(rest).length > 0 ? [[name, rest]] : [];
    }),
  );

/** Whether a layer sets anything. */
export const isEmpty = (defaults: Overrides, layer: Overrides): boolean =>
  fieldPaths(defaults).every(path => !sets(defaults, layer, path));

/** The paths of all fields; a nullable group, as the watermark, is one field. */
function fieldPaths(defaults: Overrides): string[][] {
  return Object.entries(defaults).flatMap(([name, value]) =>
    isFields(value) ? fieldPaths(value).map(path => [name, ...path]) : [[name]],
  );
}

function sets(
  defaults: Overrides,
  layer: Overrides,
  [name = '', ...rest]: readonly string[],
): boolean {
  const [known, value] = [defaults[name], Object.hasOwn(layer, name) ? layer[name] : undefined];
  if (isInherited(known, value)) return false;
  return rest.length === 0 || (isFields(known) && isFields(value) && sets(known, value, rest));
}

/** Null is a value only of fields that are null by default: they say so by their default. */
const isInherited = (known: unknown, value: unknown) =>
  value === undefined || (value === null && known !== null);

function ownField(defaults: Overrides, name: string): unknown {
  if (!Object.hasOwn(defaults, name)) throw new TypeError(`There is no setting ${name}.`);
  return defaults[name];
}

const isFields = (value: unknown): value is Overrides =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutUndefined = (layer: Overrides): Overrides =>
  Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
