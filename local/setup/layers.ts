import tables from './layers.json' with { type: 'json' };

type Layer = { folders: readonly string[] };

/** The layers of `src` and of its wings, from the lowest, by folder. */
export const LAYERS: Readonly<Record<string, readonly Layer[]>> = tables;

/** Folders and files that no layer names: nothing would hold their imports. */
export function outsideLayers(names: readonly string[], table: readonly Layer[]) {
  const known = new Set(table.flatMap(({ folders }) => folders));
  return names.filter(name => !known.has(name));
}

/** Names that the table has and the folder has not, or that stand in two layers. */
export function staleInLayers(names: readonly string[], table: readonly Layer[]) {
  const all = table.flatMap(({ folders }) => folders);
  return all.filter((name, index) => !names.includes(name) || all.indexOf(name) !== index);
}
