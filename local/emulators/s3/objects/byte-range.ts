import { S3Error } from '../errors.ts';
import type { ByteRange } from '../store/contents.ts';

/**
 * The stretch that a Range header asks for; undefined means all of it, also for what S3 does not
 * understand (several ranges, other units). @throws {S3Error} InvalidRange
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [matched, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (!matched || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (start < end) return { start, end };
  throw new S3Error('InvalidRange', undefined, {
    RangeRequested: header ?? '',
    ActualObjectSize: String(sizeBytes),
  });
}

/** The exact stretch of a part's copy: both ends given, both inside the source. */
export function parseCopyRange(header: string | undefined, sizeBytes: number): ByteRange {
  if (header === undefined) return { start: 0, end: sizeBytes };
  const [matched, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const range = { start: Number(first), end: Number(last) + 1 };
  if (matched && range.start < range.end && range.end <= sizeBytes) return range;
  const message = `The range ${header} is not valid for a source of ${sizeBytes} bytes.`;
  throw new S3Error('InvalidArgument', message);
}
