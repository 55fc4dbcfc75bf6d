import { StageError, type StageErrorCode } from '../../../pipeline/stages/stage-error.ts';
import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../publishing/ports.ts';
import type { AccountTokens } from '../account-tokens.ts';
import { hashOf } from '../content-hash.ts';
import type { PublishedFile, ReadFile } from '../published-file.ts';
import { type Remembered, remembered } from '../remembered.ts';
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
  const details = remembered(attempt, VkDetails.parse(attempt.target.details ?? {}));
  const texts = textsOf(deps, attempt);
  const { media } = attempt.publication;
  const known = await current(api, details.now().video, media);
  const video = known ?? (await newVideo(deps, attempt, { http, api, details, texts }));
  await runSteps(stepsOf(deps, attempt, { http, api, video, texts }), {
    known: details.now().steps,
    isFinal: error => error instanceof VkRefusal && error.kind === 'fix',
    done: change => details.change({ steps: { ...details.now().steps, ...change } }),
  });
  const url = `https://vk.com/video${video.ownerId}_${video.videoId}`;
  return { url, details: details.now() };
}

/** Undefined where the file is another one by now, or somebody removed the video there. */
async function current(api: VkApi, video: VkDetails['video'], media: PublishedFile) {
  if (video?.media !== media.sha256) return undefined;
  return (await api.find(video)) && video;
}

type Making = {
  http: VkHttp;
  api: VkApi;
  details: Remembered<VkDetails>;
  texts: ReturnType<typeof textsOf>;
};

/** Uploads the file; nothing of what belonged to a video before it counts for the new one. */
async function newVideo(deps: VkDeps, attempt: Attempt, making: Making): Promise<VkVideoId> {
  const { details, texts } = making;
  const { media } = attempt.publication;
  const id = await uploadVideo({
    ...making,
    media,
    parameters: { ...saved(texts), ...placeOf(deps.settings) },
    place: details.now().place,
    read: (from, to) => deps.readFile(media, from, to),
    remember: (place, before) =>
      details.change({ place, replaced: [...details.now().replaced, ...listOf(before)] }),
    progress: bytes => attempt.progress((VIDEO_SHARE * bytes) / media.size_bytes),
  });
  const { video: before, replaced } = details.now();
  await details.change({
    video: { ownerId: id.ownerId, videoId: id.videoId, media: media.sha256 },
    place: undefined,
    replaced: [...replaced, ...listOf(before)],
    steps: { texts: { of: hashOf(texts) } },
  });
  return id;
}

const listOf = (id: VkVideoId | undefined) =>
  id ? [{ ownerId: id.ownerId, videoId: id.videoId }] : [];

/** What can be changed later as well. */
function textsOf({ settings }: VkDeps, { publication, publishedAt }: Attempt) {
  const { title, description } = platformText(publication.metadata, publishedAt, VK_LIMITS);
  return {
    name: title,
    desc: description,
    repeat: Number(settings.repeat),
    // Each means something in one place alone: who may see it, on a person's own page.
    ...(settings.group_id
      ? { no_comments: Number(settings.no_comments) }
      : { privacy_view: settings.privacy_view, privacy_comment: settings.privacy_comment }),
  };
}

/** A place calls its description otherwise than a video does. */
const saved = ({ desc, ...texts }: ReturnType<typeof textsOf>) => ({ ...texts, description: desc });

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
