import { type Answer, empty } from '../../shared/answer.ts';
import { type ContentDigest, createDigest } from '../../shared/content-digest.ts';
import type { Call } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { newId } from '../world.ts';

type Announced = { totalBytes: number; mimeType: string };

/** What the headers of step 1 say of the bytes that will come, §3 and §8. */
export function readAnnounced({ exchange }: Call, maxBytes: number): Announced {
  const length = exchange.header('x-upload-content-length');
  const type = exchange.header('x-upload-content-type');
  if (!length || !/^\d+$/.test(length) || !type) {
    const text = 'X-Upload-Content-Length and X-Upload-Content-Type are required.';
    throw new YoutubeError('mediaBodyRequired', text);
  }
  if (Number(length) > maxBytes) throw new YoutubeError('uploadTooLarge');
  return { totalBytes: Number(length), mimeType: type.toLowerCase() };
}

type Start = {
  totalBytes: number;
  headBytes?: number;
  /** What the final byte makes. */
  finish: (stored: ContentDigest) => Answer;
};

/** Answers where the bytes go: the same address, with the id of the session. */
export function startSession({ exchange, world, user }: Call, start: Start): Answer {
  const id = newId('AAANsU');
  const fresh = () => createDigest(start.headBytes);
  world.sessions.set(id, {
    id,
    userId: user.id,
    totalBytes: start.totalBytes,
    expiresAtMs: world.clock.now() + world.settings.session_ms,
    finish: start.finish,
    fresh,
    stored: fresh(),
    chunkBytes: undefined,
    final: undefined,
    turn: 0,
    receivedBytes: 0,
  });
  const location = new URL(exchange.url);
  location.searchParams.set('upload_id', id);
  return empty(200, { location: location.href, 'content-length': '0', 'x-guploader-uploadid': id });
}
