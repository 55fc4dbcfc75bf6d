import layers from './layers.json' with { type: 'json' };

type Layer = { folders: readonly string[] };

/** Folders and files of `src` that no layer names: nothing would hold their imports. */
export function outsideLayers(names: readonly string[], table: readonly Layer[] = layers) {
  const known = new Set(table.flatMap(({ folders }) => folders));
  return names.filter(name => !known.has(name));
}

/** Names that the table has and `src` has not, or that stand in two layers. */
export function staleInLayers(names: readonly string[], table: readonly Layer[] = layers) {
  const all = table.flatMap(({ folders }) => folders);
  return all.filter((name, index) => !names.includes(name) || all.indexOf(name) !== index);
}
