/** JPEGs, each made `width` × `height`, in rows on one JPEG at `target`. */
export type TileRequest = {
  paths: readonly string[];
  width: number;
  height: number;
  columns: number;
  target: string;
};

export type StillsPorts = {
  tileStills: (request: TileRequest & { signal: AbortSignal }) => Promise<void>;
};
