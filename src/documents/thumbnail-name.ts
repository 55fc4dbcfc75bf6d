const NAME = /^\d+-(\d+)ms\.jpg$/;

/** `01-43200ms.jpg`: names sort by rank, and tell the moment on the original's clock. */
export const thumbnailName = (rank: number, seconds: number) =>
  `${String(rank).padStart(2, '0')}-${Math.round(seconds * 1000)}ms.jpg`;

/** The moment that a picture shows; undefined in names of earlier engines, which tell none. */
export function thumbnailSeconds(name: string): number | undefined {
  const [, milliseconds] = NAME.exec(name) ?? [];
  return milliseconds === undefined ? undefined : Number(milliseconds) / 1000;
}
