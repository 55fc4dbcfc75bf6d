import type { ArtifactKind } from '../../../src/documents/artifact-kinds.ts';
import type { Metadata } from '../../../src/documents/metadata.contract.ts';
import { trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import type { Artifact } from '../../../src/pipeline/artifact.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import type { Publication } from '../../../src/publishing/publication.ts';

export const WORKSPACE = trustedWorkspaceId('wsp_01J0000000000000000000000A');
export const RECORDING = 'rec_01J0000000000000000000000A';

export const SUBJECT: Subject = { workspaceId: WORKSPACE, kind: 'recording', id: RECORDING };

export function artifact(
  kind: ArtifactKind,
  fileName: string,
  more: Partial<Artifact> = {},
): Artifact {
  return {
    kind,
    variant: '',
    key: `workspaces/${WORKSPACE}/recordings/${RECORDING}/stages/x/${fileName}`,
    content_type: 'application/octet-stream',
    size_bytes: 1000,
    sha256: 'aa',
    fingerprint: 'bb',
    ...more,
  };
}

export const metadata = (more: Partial<Metadata> = {}): Metadata => ({
  version: 1,
  display_name: 'Lecture',
  time_zone: 'UTC',
  record_time: '2026-11-20T10:00:00.000Z',
  duration_seconds: 60,
  title: ['Lecture'],
  description: ['About light.'],
  themes: ['Light'],
  chapters: [
    { title: 'Beginning', start: 0, end: 20 },
    { title: 'Middle', start: 20, end: 40 },
    { title: 'End', start: 40, end: 60 },
  ],
  ...more,
});

export const publication = (more: Partial<Publication> = {}): Publication => ({
  subject: SUBJECT,
  metadata: metadata(),
  media: artifact('video', 'video.mp4', { content_type: 'video/mp4', size_bytes: 5_000_000 }),
  picture: { width: 1280, height: 720 },
  captionsInPicture: false,
  poster: artifact('thumbnail', 'thumbnail-01.jpg', { content_type: 'image/jpeg' }),
  sprite: {
    sheet: artifact('sprite_sheet', 'sprite.jpg', { content_type: 'image/jpeg' }),
    previews: [0, 1, 2, 3].map(index => ({
      start: index * 15,
      end: index * 15 + 15,
      x: index * 160,
      y: 0,
      width: 160,
      height: 90,
    })),
  },
  subtitles: [
    { language: 'en', format: 'srt', file: artifact('subtitles', 'en.srt', { variant: 'en.srt' }) },
    { language: 'en', format: 'vtt', file: artifact('subtitles', 'en.vtt', { variant: 'en.vtt' }) },
  ],
  language: 'en',
  sentences: [
    { start: 1, end: 4, text: 'Light is a wave.' },
    { start: 4, end: 8, text: 'It is also a particle.' },
    { start: 21, end: 25, text: 'Now the middle.' },
  ],
  contentHash: 'hash-1',
  ...more,
});
