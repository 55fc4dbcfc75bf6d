import { createHash } from 'node:crypto';
import { vkPublisher } from '#src/adapters/platforms/vk/vk-publisher.ts';
import { vkSettings } from '#src/adapters/platforms/vk/vk-settings.ts';
import { newId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import type { Publication } from '#src/publishing/publication.ts';
import { publishTarget } from '#src/publishing/publish-target.ts';
import { requestTakeBack } from '#src/publishing/request-take-back.ts';
import { takeBackTarget } from '#src/publishing/take-back.ts';
import { memoryTargets } from '#test/support/publishing/memory-targets.ts';
import { artifact, publication } from '#test/support/publishing/publication.ts';
import { vkRig } from '../fakes/vk-rig.ts';

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

/** What a publisher calls of the outside: a process dies by it. */
export type Outside = { token: () => Promise<string>; read: () => Promise<void> };
const untouched: Outside = { token: async () => '', read: async () => undefined };

/** A person's page, or a community that they manage, and recordings that are published there. */
export async function vkWorld(settings: Record<string, unknown> = {}) {
  const rig = await vkRig();
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const { targets } = memoryTargets();
  let token = rig.legacyToken();

  const open = (outside: Outside = untouched) =>
    vkPublisher({
      tokens: {
        current: async () => {
          await outside.token();
          // Three calls a second are allowed.
          rig.fake.clock.advance(1000);
          return token;
        },
        renewed: async () => {
          token = rig.legacyToken();
          return token;
        },
      },
      baseUrl: rig.fake.origins.api,
      settings: vkSettings(settings),
      readFile: async ({ key }, from, to) => {
        await outside.read();
        return (files.get(key) ?? new Uint8Array()).slice(from, to);
      },
      sleep: async (seconds, signal) => {
        signal.throwIfAborted();
        rig.fake.clock.advance(seconds * 1000);
      },
    });

  function item(subject: Publication['subject'], mark: string, more: Partial<Publication> = {}) {
    const put = (kind: 'video' | 'thumbnail', bytes: Uint8Array<ArrayBuffer>) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = { key: `${subject.id}/${kind}/${sha256}`, sha256, size_bytes: bytes.length };
      files.set(file.key, bytes);
      return file;
    };
    const bytes = new Uint8Array(3 * 1024 ** 2).fill(7);
    bytes.set(createHash('sha512').update(mark).digest());
    return publication({
      subject,
      contentHash: mark,
      media: artifact('video', 'video.mp4', { content_type: 'video/mp4', ...put('video', bytes) }),
      poster: artifact('thumbnail', 'a.jpg', {
        content_type: 'image/jpeg',
        ...put('thumbnail', PICTURE),
      }),
      ...more,
    });
  }

  const clock = () => rig.fake.clock.now();
  const keyOf = (published: Publication) => ({ subject: published.subject, presetId: 'preset' });

  return {
    rig,
    item,
    revoke: () => {
      token = 'vk1.a.nobody';
    },
    subject: () => ({
      workspaceId: trustedWorkspaceId(newId('workspace')),
      kind: 'recording',
      id: newId('recording'),
    }),
    publish: (published: Publication, outside?: Outside) =>
      publishTarget({ targets, clock })({
        key: keyOf(published),
        publisher: open(outside),
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
    /** Those that people see, with their bytes. */
    videos: () => rig.fake.world.videos,
  };
}
