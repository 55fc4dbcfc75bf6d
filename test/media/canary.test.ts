import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import { type Canaries, startCanaries } from './support/canaries.ts';
import { aliasEntry, urlEntry, withDataReference } from './support/data-reference.ts';
import { analyzed, engine, testFolder } from './support/engine.ts';
import { base } from './support/odd-files.ts';

const folder = testFolder();
let canaries: Canaries;
beforeAll(async () => {
  canaries = await startCanaries(folder);
});
afterAll(() => canaries.close());

const playlist = (target: string) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`;
const key = (target: string) =>
  playlist('x.ts').replace('#EXTINF', `#EXT-X-KEY:METHOD=AES-128,URI="${target}"\n#EXTINF`);
const dash = (target: string) =>
  `<?xml version="1.0"?>\n<MPD type="static" mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`;

/** Text files that name another file. */
const LISTS: readonly [string, (target: string) => string][] = [
  ['HLS', playlist],
  ['HLS whose key is elsewhere', key],
  ['HLS behind blanks', target => ' '.repeat(5000) + playlist(target)],
  ['HLS behind zeros', target => '\0'.repeat(5000) + playlist(target)],
  ['HLS in an ID3 tag', target => `ID3\u0003\0\0\0\0\0\0${playlist(target)}`],
  ['DASH', dash],
  ['Smooth Streaming', target => `<SmoothStreamingMedia><x url="${target}"/>`],
  ['ffconcat', target => `ffconcat version 1.0\nfile '${target}'\n`],
  ['concat', target => `file '${target}'\n`],
  ['an address alone', target => `${target}\n`],
  ['SDP', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\nc=IN IP4 127.0.0.1\n'],
  ['XSPF', target => `<playlist version="1"><location>${target}</location></playlist>`],
  ['ASX', target => `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`],
  ['SMIL', target => `<smil><body><video src="${target}"/></body></smil>`],
  ['PLS', target => `[playlist]\nFile1=${target}\n`],
  ['an ASF reference', target => `[Reference]\nRef1=${target}\n`],
  ['a QuickTime text reference', target => `RTSPtext${target}\n`],
  ['VobSub', () => '# VobSub index file, v7 (do not modify this line!)\nid: en, index: 0\n'],
  ['ffmpeg metadata', target => `;FFMETADATA1\ntitle=${target}\n`],
];

/** Movies that keep their data elsewhere. */
const MOVIES: readonly [string, (target: string) => Buffer][] = [
  ['an address as data reference', target => withDataReference(movie(), urlEntry(target))],
  ['an alias as data reference', target => withDataReference(movie(), aliasEntry(target))],
];
const movie = () => readFileSync(base(folder));

const named = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const signal = () => AbortSignal.timeout(20_000);
const outcomeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'accepted',
    (error: unknown) => (error instanceof StageError ? error.code : `${error}`),
  );

const REFUSED = /^(playlist_refused|not_media|no_streams|unreadable_media|incomplete_media)$/;

describe('nothing that a file names is opened, by the sniffing or by the engine alone', () => {
  const unseen = () => expect([canaries.visits(), canaries.isRead()]).toEqual([0, false]);

  test.each(LISTS)('%s', async (_, write) => {
    for (const target of [canaries.file, `file:${canaries.file}`, canaries.url]) {
      const path = named('lecture.mp4', write(target));
      expect(await outcomeOf(engine.inspect(path, { signal: signal() }))).toMatch(REFUSED);
      unseen();
    }
    expect(await outcomeOf(analyzed(folder, join(folder, 'lecture.mp4')))).toMatch(REFUSED);
    unseen();
  });

  test.each(MOVIES)('%s', async (_, make) => {
    for (const target of [canaries.file, canaries.url]) {
      const path = named('lecture.mov', make(target));
      expect(await outcomeOf(analyzed(folder, path))).not.toMatch(/timeout/i);
      unseen();
    }
  });
});

test('the canaries are seen where nothing fences the engine in', async () => {
  const run = promisify(execFile);
  const open = async (args: string[]) => run('ffprobe', args, { timeout: 3000 }).catch(() => 'no');
  const list = named('plain.m3u8', playlist(canaries.url));
  await open(['-protocol_whitelist', 'file,http,tcp', list]);
  expect(canaries.visits()).toBeGreaterThan(0);
  const moved = named('plain.mov', withDataReference(movie(), aliasEntry(canaries.file)));
  const waiting = open(['-enable_drefs', '1', '-use_absolute_path', '1', moved]);
  const reader = new Promise(resolve => {
    const look = setInterval(() => {
      if (!canaries.isRead()) return;
      clearInterval(look);
      resolve('read');
    }, 20);
    waiting.finally(() => {
      clearInterval(look);
      resolve('never');
    });
  });
  expect(await reader).toBe('read');
  await waiting;
});
