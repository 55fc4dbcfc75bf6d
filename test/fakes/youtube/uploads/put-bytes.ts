import { type Answer, empty, json } from '../../shared/answer.ts';
import { type Exchange, RequestCut } from '../../shared/exchange.ts';
import { authenticate, refusalOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { videoView } from '../videos/video-view.ts';
import type { World } from '../world.ts';
import { readSent } from './content-range.ts';
import { createVideo } from './create-video.ts';
import { freshDigest, GRANULARITY_BYTES, rangeHeader, type Session } from './session.ts';

/** Steps 2 and 3 of §3: `PUT <Location>` with bytes, or with a question. They cost no quota. */
export async function putBytes(exchange: Exchange, world: World): Promise<Answer> {
  try {
    const session = findSession(exchange, world);
    // Ended, in whichever way: the same answer again, and never a second video.
    if (session.final) return session.final;
    session.turn += 1;
    const sent = readSent(exchange, session);
    if (sent.kind === 'bytes') {
      await store(exchange, session, sent.last ? sent.length : storableOf(exchange, sent.length));
      if (sent.last && session.stored.bytes() === session.totalBytes) return finish(session, world);
    }
    if (exchange.fault?.kind === 'no_range') session.stored = freshDigest();
    return empty(308, { 'content-length': '0', ...rangeHeader(session) });
  } catch (error) {
    if (error instanceof RequestCut) throw error;
    return refusalOf(error, world);
  }
}

/** The fault `short_range` loses what comes after some bytes of a chunk, on a border. */
function storableOf({ fault }: Exchange, length: number) {
  if (fault?.kind !== 'short_range') return length;
  const bytes = Math.min(fault.after_bytes ?? 0, length);
  return bytes - (bytes % GRANULARITY_BYTES);
}

/** @throws {YoutubeError} 404 for a session that never was, or is no more. */
function findSession(exchange: Exchange, world: World): Session {
  const caller = authenticate(exchange, world);
  const session = world.sessions.get(exchange.query('upload_id') ?? '');
  if (session && exchange.fault?.kind === 'expire_session') {
    world.sessions.delete(session.id);
    throw new YoutubeError('notFound', 'The upload session has expired.');
  }
  if (!session || session.expiresAtMs <= world.clock.now()) {
    throw new YoutubeError('notFound', 'The upload session was not found.');
  }
  if (session.userId !== caller.user.id) throw new YoutubeError('forbidden', 'Forbidden');
  return session;
}

/**
 * Takes bytes as they come. What is cut in the middle keeps all up to the last border; the last
 * chunk counts only as a whole beyond it.
 */
async function store(exchange: Exchange, session: Session, keepBytes: number) {
  const { turn } = session;
  const working = session.stored.fork();
  const endBytes = working.bytes() + keepBytes;
  for await (const piece of exchange.body()) {
    // The client gave this connection up and came again: what is still in it is not wanted.
    if (session.turn !== turn) throw new RequestCut();
    session.receivedBytes += piece.length;
    for (let from = 0; from < piece.length && working.bytes() < endBytes; ) {
      const border = GRANULARITY_BYTES - (working.bytes() % GRANULARITY_BYTES);
      const part = piece.subarray(from, from + Math.min(border, endBytes - working.bytes()));
      working.update(part);
      from += part.length;
      if (part.length === border) session.stored = working.fork();
    }
  }
  if (session.turn === turn) session.stored = working;
}

/** The final byte makes the video; its answer is kept for whoever lost it. */
function finish(session: Session, world: World): Answer {
  const video = createVideo(world, session.video, session.stored.content());
  const { parts } = session.video;
  const view = videoView(video, { parts, nowMs: world.clock.now(), isOwner: true });
  session.final = json(view, world.settings.insert_status);
  return session.final;
}
