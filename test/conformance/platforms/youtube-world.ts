import { createHash } from 'node:crypto';
import { youTubePublisher } from '#src/adapters/platforms/youtube/youtube-publisher.ts';
import { youTubeSettings } from '#src/adapters/platforms/youtube/youtube-settings.ts';
import { newId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import type { Publication } from '#src/publishing/publication.ts';
import { publishTarget } from '#src/publishing/publish-target.ts';
import { requestTakeBack } from '#src/publishing/request-take-back.ts';
import { takeBackTarget } from '#src/publishing/take-back.ts';
import { memoryTargets } from '#test/support/publishing/memory-targets.ts';
import { artifact, publication } from '#test/support/publishing/publication.ts';
import { startRig } from '../fakes/youtube-rig.ts';

/** JPEG by its first bytes, which are all that anybody looks at. */
const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const CAPTIONS = new TextEncoder().encode('1\n00:00:00,000 --> 00:00:02,000\nLight.\n');

type Fetch = typeof globalThis.fetch;

/** A channel with one playlist, and recordings that are published to it by the ledger. */
export async function youTubeWorld() {
  // More than one day allows, for more than one day's work.
  const rig = await startRig({
    daily_units: 1_000_000,
    daily_inserts: 1000,
    channel_uploads: 1000,
  });
  rig.youtube.changeSettings({ channel_thumbnails: 1000 });
  const playlist = await rig.json('POST /youtube/v3/playlists?part=snippet,status', {
    snippet: { title: 'Physics' },
    status: { privacyStatus: 'public' },
  });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const { targets } = memoryTargets();
  const settings = youTubeSettings({
    privacy: 'public',
    playlist_id: String(playlist.value.id),
    tags: ['physics', 'waves and particles'],
  });
  const tokens = { current: async () => rig.token(), renewed: async () => rig.tokenOf('anna') };

  const open = (fetch: Fetch = globalThis.fetch) =>
    youTubePublisher({
      tokens,
      baseUrl: rig.origin,
      settings,
      readFile: async ({ key }, from, to) => (files.get(key) ?? new Uint8Array()).slice(from, to),
      clock: () => rig.clock.now(),
      sleep: async (_seconds, signal) => signal.throwIfAborted(),
      fetch,
    });

  /** With files of its own; equal marks are equal publications. */
  function item(subject: Publication['subject'], mark: string, more: Partial<Publication> = {}) {
    const put = (kind: 'video' | 'thumbnail' | 'subtitles', bytes: Uint8Array<ArrayBuffer>) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = { key: `${subject.id}/${kind}/${sha256}`, sha256, size_bytes: bytes.length };
      files.set(file.key, bytes);
      return file;
    };
    const video = put('video', seeded(mark));
    return publication({
      subject,
      contentHash: mark,
      media: artifact('video', 'video.mp4', { content_type: 'video/mp4', ...video }),
      poster: artifact('thumbnail', 'a.jpg', {
        content_type: 'image/jpeg',
        ...put('thumbnail', PICTURE),
      }),
      subtitles: [
        {
          language: 'en',
          format: 'srt',
          file: artifact('subtitles', 'en.srt', put('subtitles', CAPTIONS)),
        },
      ],
      ...more,
    });
  }

  const subject = () => ({
    workspaceId: trustedWorkspaceId(newId('workspace')),
    kind: 'recording',
    id: newId('recording'),
  });
  const clock = () => rig.clock.now();
  const keyOf = (published: Publication) => ({ subject: published.subject, presetId: 'preset' });

  return {
    rig,
    targets,
    open,
    item,
    subject,
    publish: (published: Publication, fetch?: Fetch) =>
      publishTarget({ targets, clock })({
        key: keyOf(published),
        publisher: open(fetch),
        publication: published,
        progress: () => undefined,
        signal: new AbortController().signal,
      }),
    row: (published: Publication) => targets.find(keyOf(published)),
    takeBack: async (published: Publication) => {
      const publications = { send: async () => undefined };
      await requestTakeBack({ targets, publications, clock })(published.subject);
      const row = await targets.find(keyOf(published));
      if (row) await takeBackTarget({ targets })(row, open());
    },
    videos: () => rig.youtube.state().videos,
  };
}

/** Some megabytes, so that there are several chunks, different for each mark. */
function seeded(mark: string) {
  const bytes = new Uint8Array(18 * 1024 ** 2 + 12_345);
  const block = createHash('sha512').update(mark).digest();
  for (let at = 0; at < bytes.length; at += block.length) {
    bytes.set(block.subarray(0, bytes.length - at), at);
    block[at % block.length] = (block[at % block.length] ?? 0) + 1;
  }
  return bytes;
}
