import { StageError, type StageErrorCode } from '../../../pipeline/stages/stage-error.ts';
import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../publishing/ports.ts';
import type { AccountTokens } from '../account-tokens.ts';
import { hashOf } from '../content-hash.ts';
import type { PublishedFile, ReadFile } from '../published-file.ts';
import { runSteps, type Step } from '../run-steps.ts';
import { VK_LIMITS } from './limits.ts';
import { sendFile } from './send-file.ts';
import { uploadVideo } from './upload-video.ts';
import { type VkApi, type VkVideoId, vkApi } from './vk-api.ts';
import { VkDetails } from './vk-details.contract.ts';
import type { VkHttp } from './vk-http.ts';
import { VkRefusal, type VkRefusalKind } from './vk-refusal.ts';
import type { VkSettings } from './vk-settings.ts';

export type VkDeps = {
  tokens: AccountTokens;
  baseUrl: string;
  settings: VkSettings;
  readFile: ReadFile;
  sleep?: VkHttp['sleep'];
};

/** The video takes most of the time. */
const VIDEO_SHARE = 90;

/** A video on the page of the preset's account, or of its community. */
export const vkPublisher = (deps: VkDeps): Publisher => ({
  publish: attempt => publish(deps, attempt).catch(asPublishError),
  settle: ({ details }) => removeVideos(deps, VkDetails.parse(details ?? {}).replaced),
  remove: ({ details }) => {
    const { place, video, replaced } = VkDetails.parse(details ?? {});
    return removeVideos(deps, [...replaced, ...(video ? [video] : []), ...(place ? [place] : [])]);
  },
});

async function publish(deps: VkDeps, attempt: Attempt) {
  const http = httpOf(deps, attempt.signal);
  const api = vkApi(http);
  let made = VkDetails.parse(attempt.target.details ?? {});
  const remember = async (change: Partial<VkDetails>) => {
    made = { ...made, ...change };
    await attempt.remember(made);
  };
  const { media } = attempt.publication;
  const texts = textsOf(deps, attempt);
  let video = made.video?.media === media.sha256 && (await api.find(made.video)) && made.video;
  if (!video) {
    const { ownerId, videoId } = await uploadVideo({
      http,
      api,
      media,
      parameters: { ...texts, ...placeOf(deps.settings) },
      place: made.place,
      read: (from, to) => deps.readFile(media, from, to),
      remember: (place, before) =>
        remember({ place, replaced: [...made.replaced, ...listOf(before)] }),
      progress: bytes => attempt.progress((VIDEO_SHARE * bytes) / media.size_bytes),
    });
    const replaced = [...made.replaced, ...listOf(made.video)];
    video = { ownerId, videoId, media: media.sha256 };
    const steps = { texts: { of: hashOf(texts) } };
    await remember({ video, place: undefined, replaced, steps });
  }
  await runSteps(stepsOf(deps, attempt, { http, api, video, texts }), {
    known: made.steps,
    isFinal: error => error instanceof VkRefusal && error.kind === 'fix',
    done: change => remember({ steps: { ...made.steps, ...change } }),
  });
  return { url: `https://vk.com/video${video.ownerId}_${video.videoId}`, details: made };
}

const listOf = (id: VkVideoId | undefined) =>
  id ? [{ ownerId: id.ownerId, videoId: id.videoId }] : [];

/** What can be changed later as well. */
function textsOf({ settings }: VkDeps, { publication, publishedAt }: Attempt) {
  const { title, description } = platformText(publication.metadata, publishedAt, VK_LIMITS);
  return {
    name: title,
    desc: description,
    privacy_view: settings.privacy_view,
    privacy_comment: settings.privacy_comment,
    no_comments: Number(settings.no_comments),
    repeat: Number(settings.repeat),
  };
}

/** Where it goes. */
const placeOf = ({ group_id, album_id, wallpost, compression }: VkSettings) => ({
  group_id,
  album_id,
  wallpost: Number(wallpost),
  compression: Number(compression),
});

type Made = { http: VkHttp; api: VkApi; video: VkVideoId; texts: ReturnType<typeof textsOf> };

function stepsOf(deps: VkDeps, attempt: Attempt, { http, api, video, texts }: Made): Step[] {
  const { poster } = attempt.publication;
  const setTexts = async () => void (await api.edit(video, texts));
  const setThumbnail = (file: PublishedFile) => () => thumbnail(deps, { http, api, video, file });
  return [
    { name: 'texts', of: hashOf(texts), run: setTexts },
    ...(poster ? [{ name: 'thumbnail', of: poster.sha256, run: setThumbnail(poster) }] : []),
  ];
}

type Thumbnail = { http: VkHttp; api: VkApi; video: VkVideoId; file: PublishedFile };

async function thumbnail({ readFile }: VkDeps, { http, api, video, file }: Thumbnail) {
  const { body } = await sendFile({
    url: await api.thumbnailHost(video),
    field: 'file',
    fileName: 'thumbnail.jpg',
    contentType: file.content_type,
    sizeBytes: file.size_bytes,
    read: (from, to) => readFile(file, from, to),
    signal: http.signal,
  });
  await api.saveThumbnail(video, body);
}

async function removeVideos(deps: VkDeps, ids: readonly VkVideoId[]) {
  const api = vkApi(httpOf(deps, new AbortController().signal));
  for (const id of ids) {
    if (await api.find(id)) await api.remove(id);
  }
}

const httpOf = ({ tokens, baseUrl, sleep }: VkDeps, signal: AbortSignal): VkHttp => ({
  tokens,
  baseUrl,
  signal,
  ...(sleep && { sleep }),
});

const CODES: Readonly<Record<VkRefusalKind, StageErrorCode>> = {
  renew: 'account_refused',
  reconnect: 'account_refused',
  wrong_token: 'account_refused',
  person: 'account_refused',
  again: 'platform_unavailable',
  later: 'platform_unavailable',
  upload: 'platform_unavailable',
  tomorrow: 'platform_quota',
  gone: 'platform_refused',
  done: 'platform_refused',
  operator: 'platform_app_refused',
  fix: 'platform_refused',
};

/** What VK said, as the reason of a stage that failed. */
function asPublishError(error: unknown): never {
  if (!(error instanceof VkRefusal)) throw error;
  const detail = `VK: ${error.code} ${error.message}`;
  throw new StageError(CODES[error.kind], { detail, cause: error });
}
