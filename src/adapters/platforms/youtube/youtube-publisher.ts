import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../publishing/ports.ts';
import type { Target } from '../../../publishing/target.ts';
import type { AccountTokens } from '../account-tokens.ts';
import { hashOf } from '../content-hash.ts';
import type { PublishedFile, ReadFile } from '../published-file.ts';
import { type Remembered, remembered } from '../remembered.ts';
import { runSteps, type Step } from '../run-steps.ts';
import { captionSteps } from './caption-steps.ts';
import { YOUTUBE_LIMITS } from './limits.ts';
import { asPublishError } from './publish-error.ts';
import { YouTubeRefusal } from './refusal.ts';

import { uploadVideo } from './upload-video.ts';
import { VIDEO_PARTS, videoResource } from './video-resource.ts';
import { type YouTubeApi, youTubeApi } from './youtube-api.ts';
import { YouTubeDetails } from './youtube-details.contract.ts';
import type { YouTubeHttp } from './youtube-http.ts';
import type { YouTubeSettings } from './youtube-settings.ts';

export type YouTubeDeps = {
  tokens: AccountTokens;
  baseUrl: string;
  settings: YouTubeSettings;
  readFile: ReadFile;
  clock: () => number;
  sleep?: YouTubeHttp['sleep'];
  fetch?: YouTubeHttp['fetch'];
};

/** The video takes most of the time. */
const VIDEO_SHARE = 90;

/** A video on the channel of the preset's account, with what belongs to it. */
export const youTubePublisher = (deps: YouTubeDeps): Publisher => ({
  publish: attempt => publish(deps, attempt).catch(asPublishError),
  settle: target => removeVideos(deps, YouTubeDetails.parse(target.details ?? {}).replaced),
  remove: target => removeAll(deps, target),
});

async function publish(deps: YouTubeDeps, attempt: Attempt) {
  const http = httpOf(deps, attempt.signal);
  const api = youTubeApi(http);
  const details = remembered(attempt, YouTubeDetails.parse(attempt.target.details ?? {}));
  const resource = resourceOf(deps, attempt);
  const known = await current(api, details.now().video, attempt.publication.media);
  const id = known ?? (await newVideo(deps, attempt, { http, api, details, resource }));
  await runSteps(stepsOf(deps, attempt, { api, id, resource }), {
    known: details.now().steps,
    isFinal: error => error instanceof YouTubeRefusal && error.kind === 'fix',
    done: change => details.change({ steps: { ...details.now().steps, ...change } }),
  });
  return { url: `https://www.youtube.com/watch?v=${id}`, details: details.now() };
}

type Making = {
  http: YouTubeHttp;
  api: YouTubeApi;
  details: Remembered<YouTubeDetails>;
  resource: ReturnType<typeof videoResource>;
};

/** Uploads the file; nothing of what belonged to a video before it counts for the new one. */
async function newVideo(deps: YouTubeDeps, attempt: Attempt, making: Making) {
  const { details, resource } = making;
  const { media } = attempt.publication;
  const id = await uploadVideo({
    ...making,
    media,
    notify: deps.settings.notify_subscribers,
    session: details.now().session,
    read: (from, to) => deps.readFile(media, from, to),
    remember: session => details.change({ session }),
    progress: bytes => attempt.progress((VIDEO_SHARE * bytes) / media.size_bytes),
    now: deps.clock(),
  });
  const { video: before, replaced } = details.now();
  await details.change({
    video: { id, media: media.sha256 },
    replaced: before ? [...replaced, before.id] : replaced,
    steps: { texts: { of: hashOf(resource) } },
    session: undefined,
  });
  return id;
}

/** Undefined where the file is another one by now, or somebody removed the video there. */
async function current(
  api: YouTubeApi,
  video: YouTubeDetails['video'],
  media: PublishedFile,
): Promise<string | undefined> {
  if (video?.media !== media.sha256) return undefined;
  const [found] = await api.videos([video.id], 'status');
  return found?.id;
}

function resourceOf({ settings }: YouTubeDeps, { publication, publishedAt }: Attempt) {
  const { metadata, language } = publication;
  const text = platformText(metadata, publishedAt, YOUTUBE_LIMITS);
  const recordedAt = Date.parse(metadata.record_time);
  return videoResource({ ...text, language, recordedAt }, settings);
}

type Made = { api: YouTubeApi; id: string; resource: ReturnType<typeof videoResource> };

/** What belongs to a video, in the order in which it is missed most. */
function stepsOf(deps: YouTubeDeps, attempt: Attempt, { api, id, resource }: Made): Step[] {
  const { poster, subtitles, captionsInPicture } = attempt.publication;
  const { playlist_id: playlist } = deps.settings;
  const texts = () => api.updateVideo(VIDEO_PARTS.join(','), { id, ...resource });
  return [
    { name: 'texts', of: hashOf(resource), run: texts },
    ...(poster ? [thumbnail(deps, api, id, poster)] : []),
    ...(playlist ? [inPlaylist(api, id, playlist)] : []),
    ...(captionsInPicture ? [] : captionSteps({ api, id, subtitles, readFile: deps.readFile })),
  ];
}

const thumbnail = (
  { readFile }: YouTubeDeps,
  api: YouTubeApi,
  id: string,
  file: PublishedFile,
) => ({
  name: 'thumbnail',
  of: file.sha256,
  run: async () =>
    api.setThumbnail(id, await readFile(file, 0, file.size_bytes), file.content_type),
});

/** A playlist takes a video as often as it is given. */
const inPlaylist = (api: YouTubeApi, id: string, playlist: string) => ({
  name: 'playlist',
  of: playlist,
  run: async () => {
    if (!(await api.isInPlaylist(playlist, id))) await api.addToPlaylist(playlist, id);
  },
});

/** Takes down the video, whether or not anybody saw the answer to its last byte. */
async function removeAll(deps: YouTubeDeps, target: Target) {
  const { video, replaced } = YouTubeDetails.parse(target.details ?? {});
  await removeVideos(deps, [...replaced, ...(video ? [video.id] : [])]);
}

async function removeVideos(deps: YouTubeDeps, ids: readonly string[]) {
  if (ids.length === 0) return;
  const api = youTubeApi(httpOf(deps, new AbortController().signal));
  for (const { id } of await api.videos(ids, 'status')) {
    await api.removeVideo(id).catch((error: unknown) => {
      if (!(error instanceof YouTubeRefusal) || error.kind !== 'gone') throw error;
    });
  }
}

const httpOf = (deps: YouTubeDeps, signal: AbortSignal): YouTubeHttp => {
  const { tokens, baseUrl, sleep, fetch } = deps;
  return { tokens, baseUrl, signal, ...(sleep && { sleep }), ...(fetch && { fetch }) };
};
