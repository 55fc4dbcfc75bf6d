/** Boxes on the way from the file to the data references of its first track. */
const WAY = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'];
/** Version, flags and count come before the entries. */
const DREF_HEADER = 16;

const box = (type: string, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

const text = (value: string) => Buffer.from(value, 'latin1');
/** Not "in this file". */
const ELSEWHERE = Buffer.alloc(4);

/** Entries that say that a track's data is in another file, as QuickTime has them. */
export const urlEntry = (url: string) => box('url ', ELSEWHERE, text(`${url}\0`));

/** An alias record: names of volume and folder left empty, then the path as attribute 2. */
export function aliasEntry(path: string) {
  const attribute = Buffer.alloc(4);
  attribute.writeUInt16BE(2);
  attribute.writeUInt16BE(path.length, 2);
  const padding = Buffer.alloc(path.length % 2);
  const end = Buffer.from([0xff, 0xff, 0, 0]);
  return box('alis', ELSEWHERE, Buffer.alloc(150), attribute, text(path), padding, end);
}

/** A movie file, index at the end, whose first track has its data where the entry says. */
export function withDataReference(movie: Buffer, entry: Buffer): Buffer {
  const places: number[] = [];
  let from = 0;
  for (const type of WAY) {
    from = movie.indexOf(type, from, 'latin1');
    places.push(from - 4);
  }
  const dref = places.at(-1) ?? 0;
  const end = dref + movie.readUInt32BE(dref);
  const changed = Buffer.from(movie);
  const grown = entry.length - (end - dref - DREF_HEADER);
  for (const place of places) changed.writeUInt32BE(movie.readUInt32BE(place) + grown, place);
  const head = changed.subarray(0, dref + DREF_HEADER);
  return Buffer.concat([head, entry, changed.subarray(end)]);
}
