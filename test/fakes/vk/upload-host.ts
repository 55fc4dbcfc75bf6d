import { type Answer, html, json } from '../shared/answer.ts';
import type { Content } from '../shared/content-digest.ts';
import { type Exchange, RequestCut } from '../shared/exchange.ts';
import { readMultipartForm } from '../shared/multipart-form.ts';
import type { Operation } from '../shared/operations.ts';
import type { VkCore } from './core.ts';
import type { VkVideo } from './world.ts';

/** Formats of contract §2, by the ending of the file's name. */
const FORMATS = /\.(avi|mp4|3gp|mpe?g|mov|mp3|flv|wmv)$/i;
/** What clients keep to; no limit of VK is documented. */
const MAX_THUMB_BYTES = 5 * 1024 * 1024;
/** How long the fault `slow_conversion` lets a video convert. */
const SLOW_CONVERSION_MS = 30 * 60_000;

/** Refusals of this host: an HTTP 200 in one of two forms (contract §2). */
const UPLOAD_ERRORS = {
  link_unknown: { error_code: 2, error_msg: 'unknown upload_url' },
  link_expired: { error_code: 3, error_msg: 'upload_url expired' },
  link_used: { error_code: 4, error_msg: 'upload_url is already used' },
  no_multipart: { error_code: 5, error_msg: 'multipart/form-data expected' },
  wrong_field: { error_code: 6, error_msg: 'no file: field video_file expected' },
  several_files: { error_code: 7, error_msg: 'one file expected' },
  empty_file: { error_code: 8, error_msg: 'file is empty' },
  wrong_format: { error_code: 9, error_msg: 'unsupported format' },
  too_large: { error_code: 10, error_msg: 'file is too big' },
  wrong_thumb: { error_code: 11, error_msg: 'no picture: field file with jpg or png expected' },
  failed: { error_code: 22, error_msg: 'upload error' },
  failed_in_words: { error: 'internal error' },
} as const;

type UploadErrorName = keyof typeof UPLOAD_ERRORS;
export const isUploadErrorName = (name: string): name is UploadErrorName => name in UPLOAD_ERRORS;
export const uploadRefusal = (name: UploadErrorName): Answer => json(UPLOAD_ERRORS[name]);

/** The host of `upload_url`: one file in one request, without resuming. */
export function uploadOperations(core: VkCore): Operation[] {
  return [
    {
      name: 'upload',
      method: 'POST',
      path: '/upload_video',
      handle: exchange => takeVideo(core, exchange),
    },
    {
      name: 'upload_thumb',
      method: 'POST',
      path: '/upload_thumb',
      handle: exchange => takeThumb(core, exchange),
    },
  ];
}

async function takeVideo(core: VkCore, exchange: Exchange): Promise<Answer> {
  const slot = core.uploads.open(exchange.url.searchParams);
  if (typeof slot === 'string') return uploadRefusal(slot);
  const { video } = slot;
  // A video of another site has no file; calling the address is enough.
  const content = video.link === undefined ? await contentOf(core, exchange) : undefined;
  if (typeof content === 'string') return uploadRefusal(content);
  // Two requests at once may both have found the slot free.
  if (slot.used) return uploadRefusal('link_used');
  slot.used = true;
  if (content) video.content = content;
  publish(core, video, exchange.fault?.kind === 'slow_conversion');
  return json(uploadAnswer(video, exchange.fault?.kind === 'id_as_text'));
}

/** The one file of the form, or why it is none. */
async function contentOf(core: VkCore, exchange: Exchange): Promise<Content | UploadErrorName> {
  const form = await formOf(exchange);
  if (!form) return 'no_multipart';
  const [file, ...others] = form.files;
  if (others.length > 0) return 'several_files';
  if (file?.field !== 'video_file') return 'wrong_field';
  const { bytes } = file.digest.content();
  if (bytes === 0) return 'empty_file';
  if (bytes > core.settings.maxFileBytes) return 'too_large';
  return FORMATS.test(file.name ?? '') ? file.digest.content() : 'wrong_format';
}

/** Undefined for what is no form, and for one that cannot be read. */
async function formOf(exchange: Exchange) {
  try {
    return await readMultipartForm(exchange);
  } catch (error) {
    if (error instanceof RequestCut) throw error;
    return undefined;
  }
}

/** From now on the video exists for everybody, first as one that converts. */
function publish({ clock, settings, world }: VkCore, video: VkVideo, isSlow: boolean) {
  const now = clock.now();
  video.uploaded_at = now;
  video.ready_at = now + (isSlow ? SLOW_CONVERSION_MS : settings.conversionMs);
  if (!video.wallpost) return;
  world.posts.push({
    owner_id: video.owner_id,
    id: world.posts.filter(({ owner_id }) => owner_id === video.owner_id).length + 1,
    from_group: video.owner_id < 0,
    message: '',
    attachments: [`video${video.owner_id}_${video.id}`],
    created_at: now,
  });
}

/** `video_id` is a number or `<owner>_<id>` in reports of the field. */
function uploadAnswer({ owner_id, id, content }: VkVideo, isText: boolean) {
  return {
    size: content?.bytes ?? 0,
    owner_id,
    video_id: isText ? `${owner_id}_${id}` : id,
    video_hash: content?.sha256.slice(0, 18) ?? '',
  };
}

/** Answers with a text that has to come back as it is. */
async function takeThumb(core: VkCore, exchange: Exchange): Promise<Answer> {
  const ownerId = core.thumbs.ownerOf(exchange.query('key') ?? '');
  if (ownerId === undefined) return uploadRefusal('link_unknown');
  const form = await formOf(exchange);
  const [file, ...others] = form?.files ?? [];
  const isPicture = file?.field === 'file' && others.length === 0 && isImage(file.digest.head());
  if (!isPicture || file.digest.bytes() > MAX_THUMB_BYTES) return uploadRefusal('wrong_thumb');
  const text = core.thumbs.take(ownerId, file.digest.content());
  return { ...html(text), headers: { 'content-type': 'application/json; charset=utf-8' } };
}

/** The first bytes of a JPEG or a PNG. */
function isImage(head: Buffer) {
  return (
    head.subarray(0, 3).toString('hex') === 'ffd8ff' || head.subarray(1, 4).toString() === 'PNG'
  );
}
