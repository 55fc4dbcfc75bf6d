import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryPublisher } from '../../../src/adapters/platforms/library/publisher.ts';
import type { Publication } from '../../../src/publishing/publication.ts';
import { publishTarget } from '../../../src/publishing/publish-target.ts';
import { memorySite } from './memory-site.ts';
import { memoryTargets } from './memory-targets.ts';
import { artifact, metadata, publication, RECORDING, SUBJECT, WORKSPACE } from './publication.ts';
import {
  LECTURE_SECONDS,
  lectureChapters,
  lectureSentences,
  lectureVtt,
  makeLectureMedia,
} from './sample-lecture.ts';
import { serveSite } from './site-server.ts';

/** Signs that must never become markup. */
export const TITLE = 'Water: why "ordinary" is <strange> & beautiful </script>';

export const LONG = 'rec_01J0000000000000000000000B';
export const SOUND = 'rec_01J0000000000000000000000C';
export const SILENT = 'rec_01J0000000000000000000000D';

/** As many as three hours of talk have. */
const manySentences = Array.from({ length: 4000 }, (_, index) => ({
  start: (index * LECTURE_SECONDS) / 4000,
  end: ((index + 1) * LECTURE_SECONDS) / 4000,
  text: `Sentence number ${index} speaks of water and of light.`,
}));

/** A library with four recordings, published by the real publisher and served on loopback. */
export async function startWatchSite() {
  const folder = await mkdtemp(join(tmpdir(), 'watch-page-'));
  const media = await makeLectureMedia(folder);
  await rm(folder, { recursive: true });
  const { lecture, sound, sources } = sampleLecture(media);
  const { site, files } = memorySite(sources);
  const { targets } = memoryTargets();
  const server = await serveSite(files);
  const world = { clock: Date.now, siteUrl: server.url, presetId: 'library' };
  const publisher = libraryPublisher({ site, targets, ...world });
  const publish = (item: Publication) =>
    publishTarget({ targets, clock: Date.now })({
      key: { subject: item.subject, presetId: 'library' },
      publisher,
      publication: item,
      progress: () => {},
      signal: new AbortController().signal,
    });
  await publish({ ...lecture, ...sound, subject: { ...SUBJECT, id: SOUND }, language: 'ru' });
  await publish({ ...lecture, subject: { ...SUBJECT, id: LONG }, sentences: manySentences });
  const nothing = { subtitles: [], sentences: [], language: undefined };
  const bare = metadata({ title: ['Silent film'], description: [], chapters: [] });
  await publish({ ...lecture, ...nothing, metadata: bare, subject: { ...SUBJECT, id: SILENT } });
  await publish(lecture);
  const urlOf = (recordingId = RECORDING) =>
    `${server.url}/w/${WORKSPACE}/${recordingId}/index.html`;
  const listUrl = `${server.url}/w/${WORKSPACE}/index.html`;
  return { origin: server.url, urlOf, listUrl, stop: server.stop };
}

function sampleLecture(media: Awaited<ReturnType<typeof makeLectureMedia>>) {
  const video = artifact('video', 'video.mp4', {
    content_type: 'video/mp4',
    size_bytes: media.video.length,
  });
  const audio = artifact('video', 'audio.m4a', {
    content_type: 'audio/mp4',
    size_bytes: media.audio.length,
  });
  const description =
    'Why ice floats, how insects walk on ponds, and what that has to do with every cell of you.';
  const lecture = publication({
    media: video,
    picture: { width: 960, height: 540 },
    sentences: lectureSentences,
    metadata: metadata({
      title: [TITLE],
      description: [description],
      duration_seconds: LECTURE_SECONDS,
      chapters: lectureChapters,
    }),
  });
  const captions = new TextEncoder().encode(lectureVtt);
  const sources = new Map<string, Uint8Array>([
    [video.key, media.video],
    [audio.key, media.audio],
    ...lecture.subtitles.map(({ file }) => [file.key, captions] as const),
    ...(lecture.poster ? [[lecture.poster.key, media.poster] as const] : []),
    ...(lecture.sprite ? [[lecture.sprite.sheet.key, media.sprite] as const] : []),
  ]);
  const sound = { media: audio, picture: undefined, poster: undefined, sprite: undefined };
  return { lecture, sources, sound };
}
