import { type Answer, redirect } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import { contentOf, MEDIA_TYPES } from './content.ts';
import type { ZoomCore } from './core.ts';
import { kindOf, type RecordingFile } from './meeting.ts';

/** Bytes that the fault `short_file` keeps back. */
const MISSING = 1000;

/**
 * The storage host, on an origin of its own (contract §4). Its address is signed, so whoever sends
 * Authorization along has given Zoom's token to a foreign host: refused, and told in the state.
 */
export function storageOperations(core: ZoomCore): Operation[] {
  return [
    {
      name: 'storage',
      method: 'GET',
      path: '/replay/{fileId}',
      handle: exchange => serve(core, exchange),
    },
  ];
}

function serve(core: ZoomCore, exchange: Exchange): Answer {
  const { url, params, fault } = exchange;
  const id = params.fileId ?? '';
  if (exchange.header('authorization') || url.searchParams.has('access_token')) {
    core.violations.push('A token was forwarded to the storage host.');
    return refusal(400, 'InvalidArgument', 'Only one auth mechanism allowed');
  }
  const isValid = fault?.kind !== 'expired_link' && core.links.isValid(id, url.searchParams);
  if (!isValid) return refusal(403, 'AccessDenied', 'Request has expired');
  const hops = Number(url.searchParams.get('hops'));
  if (hops > 0) return redirect(core.links.issue(core.origins.storage, id, hops - 1));
  const file = core.world.meetings.flatMap(({ files }) => files).find(one => one.id === id);
  if (!file) return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  return sent(file, fault?.kind, exchange.header('range'));
}

function sent(
  file: RecordingFile,
  fault: string | undefined,
  rangeHeader: string | undefined,
): Answer {
  const { size } = file;
  const range = fault === 'no_range' ? undefined : rangeOf(rangeHeader, size);
  if (range && range.start >= size) {
    return {
      ...refusal(416, 'InvalidRange', 'The range is not there.'),
      headers: { 'content-range': `bytes */${size}` },
    };
  }
  const { start, end } = range ?? { start: 0, end: fault === 'short_file' ? size - MISSING : size };
  const type = MEDIA_TYPES[kindOf(file).extension] ?? 'application/octet-stream';
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': type,
      'content-length': `${Math.max(0, end - start)}`,
      etag: `"${Buffer.from(file.id).toString('hex')}"`,
      ...(fault !== 'no_range' && { 'accept-ranges': 'bytes' }),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    },
    body: contentOf(file, start, end),
  };
}

/** One range; several, or one that is no range, are as none (RFC 9110 §14.2). */
function rangeOf(header: string | undefined, size: number) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return undefined;
  if (!from) return { start: Math.max(0, size - Number(to)), end: size };
  return { start: Number(from), end: to ? Math.min(size, Number(to) + 1) : size };
}

function refusal(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
