import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { MOST_SESSIONS, placeSessions } from '../../../media/original/place-sessions.ts';
import type { Packed, PackRequest } from '../../../media/original/ports.ts';
import type { Source } from '../../../media/original/source.ts';
import { readLimits } from '../engine-limits.ts';
import { untrustedPipe } from '../input-args.ts';
import { runEngine } from '../run-engine.ts';
import { createSessionCounter, createSessionTimes } from './flv-sessions.ts';
import { createSetups } from './flv-setup.ts';
import { createFlvReader, fileHead, stampedAnew } from './flv-tags.ts';
import { packArgs } from './repack.ts';

const PIECE_BYTES = 2 ** 20;

/** Sessions in FLV are no files that could be read apart: packets get new stamps as they pass by. */
export async function joinFlv(program: string, request: PackRequest): Promise<Packed | undefined> {
  const { source, target, signal } = request;
  const { sessions, fit, skippedBytes } = await findSessions(request);
  if (!fit || sessions.length < 2 || sessions.length > MOST_SESSIONS) return undefined;
  const startsMs = placeSessions(sessions).map(seconds => Math.round(seconds * 1000));
  const args = pourArgs(source, target);
  const input = (stdin: Writable) => pour(request, startsMs, stdin);
  await runEngine({ program, args, signal, limits: readLimits(source), input });
  return { damaged: skippedBytes > 0 };
}

export const pourArgs = (source: Source, target: string) =>
  packArgs({
    input: untrustedPipe('flv'),
    source: asPoured(source),
    container: containerFor(source),
    target,
  });

/**
 * MP4 knows when packets are decoded, too: sessions may reorder their pictures in different ways.
 * Matroska takes what older recorders made.
 */
function containerFor({ video, audio }: Source) {
  const known = [video?.codec ?? 'h264', audio?.codec ?? 'aac'];
  return known.every(codec => ['h264', 'aac', 'mp3'].includes(codec)) ? 'mov' : 'matroska';
}

/** Tracks alone, without what else has a number in the file. */
function asPoured(source: Source): Source {
  const { video, audio } = source;
  const isSoundFirst = video && audio && audio.index < video.index;
  return {
    ...source,
    video: video && { ...video, index: isSoundFirst ? 1 : 0 },
    audio: audio && { ...audio, index: video && !isSoundFirst ? 1 : 0 },
  };
}

async function findSessions({ path, signal }: PackRequest) {
  const reader = createFlvReader();
  const times = createSessionTimes();
  const setups = createSetups();
  let fit = true;
  for await (const tag of tagsOf(path, reader)) {
    signal.throwIfAborted();
    if (tag.isSetup) fit &&= setups.add(tag) !== 'unfit';
    times.tag(tag);
  }
  return { sessions: times.times(), fit, skippedBytes: reader.skippedBytes() };
}

/** All packets, each as much later as its session begins. */
async function pour(request: PackRequest, startsMs: readonly number[], stdin: Writable) {
  const { path, source, signal } = request;
  const sessionOf = createSessionCounter();
  const setups = createSetups();
  stdin.write(fileHead({ picture: source.video !== null, sound: source.audio !== null }));
  for await (const tag of tagsOf(path, createFlvReader())) {
    const laterMs = startsMs[sessionOf(tag)] ?? 0;
    if (tag.isSetup && setups.add(tag) !== 'first') continue;
    const taken = stdin.write(stampedAnew(setups.complete(tag), laterMs));
    if (!taken) await once(stdin, 'drain', { signal });
  }
  stdin.end();
}

async function* tagsOf(path: string, reader: ReturnType<typeof createFlvReader>) {
  const pieces = createReadStream(path, { highWaterMark: PIECE_BYTES });
  for await (const piece of pieces) yield* reader.push(piece);
  yield* reader.finish();
}
