import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../publishing/ports.ts';
import type { Target } from '../../../publishing/target.ts';
import type { AccountTokens } from '../account-tokens.ts';
import { hashOf } from '../content-hash.ts';
import type { PublishedFile, ReadFile } from '../published-file.ts';
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
  let made = YouTubeDetails.parse(attempt.target.details ?? {});
  const remember = async (change: Partial<YouTubeDetails>) => {
    made = { ...made, ...change };
    await attempt.remember(made);
  };
  const { publication } = attempt;
  const resource = resourceOf(deps, attempt);
  const known = made.video && (await current(api, made.video, publication.media));
  const uploaded = made.video && !known ? [...made.replaced, made.video.id] : made.replaced;
  const id =
    known?.id ??
    (await uploadVideo({
      http,
      api,
      media: publication.media,
      resource,
      notify: deps.settings.notify_subscribers,
      session: made.session,
      read: (from, to) => deps.readFile(publication.media, from, to),
      remember: session => remember({ session }),
      progress: bytes => attempt.progress((VIDEO_SHARE * bytes) / publication.media.size_bytes),
      now: deps.clock(),
    }));
  if (!known) {
    const video = { id, media: publication.media.sha256 };
    const steps = { texts: { of: hashOf(resource) } };
    await remember({ video, replaced: uploaded, steps, session: undefined });
  }
  const steps = stepsOf(deps, attempt, { api, id, resource });
  await runSteps(steps, {
    known: made.steps,
    isFinal: error => error instanceof YouTubeRefusal && error.kind === 'fix',
    done: change => remember({ steps: { ...made.steps, ...change } }),
  });
  return { url: `https://www.youtube.com/watch?v=${id}`, details: made };
}

/** Undefined where the file is another one by now, or somebody removed the video there. */
async function current(
  api: YouTubeApi,
  video: { id: string; media: string },
  media: PublishedFile,
) {
  if (video.media !== media.sha256) return undefined;
  const [found] = await api.videos([video.id], 'status');
  return found;
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
