/** A run of packets, up to but not including the last. */
type Run = { fromPacket: number; toPacket: number };
/** Packets in files of their own, each with how many there are. */
export type PacketFile = { path: string; packets: number };

/**
 * Packet numbers at which something begins or ends that is copied or decoded. What an edge is
 * decoded from is in part copied, too, so a copy may lie in several files.
 */
export function packetBorders(runs: readonly Run[]): number[] {
  const borders = runs.flatMap(run => [run.fromPacket, run.toPacket]);
  // The file's own beginning divides nothing.
  return [...new Set(borders)].filter(packet => packet > 0).sort((a, b) => a - b);
}

/** The files that hold a run, of those that were divided at these borders. */
export function filesOfRun(
  paths: readonly string[],
  borders: readonly number[],
  { fromPacket, toPacket }: Run,
): PacketFile[] {
  const first = borders.indexOf(fromPacket) + 1;
  const next = borders.indexOf(toPacket) + 1;
  return paths.slice(first, next).map((path, index) => {
    const begin = borders[first + index - 1] ?? 0;
    return { path, packets: (borders[first + index] ?? 0) - begin };
  });
}
