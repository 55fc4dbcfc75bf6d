import type { EditList } from '../documents/edit.contract.ts';
import { isKept } from '../documents/edit-map.ts';
import { thumbnailSeconds } from '../documents/thumbnail-name.ts';
import { isId } from '../kernel/ids.ts';
import type { Artifact } from '../pipeline/artifact.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';
import type { Thumbnails } from '../thumbnails/ports.ts';
import { imageKey, isReady } from '../thumbnails/thumbnail.ts';

export type ChoosePosterDeps = { thumbnails: Pick<Thumbnails, 'find'> };

/** A file that is shown for the recording, wherever it comes from. */
export type Picture = Pick<Artifact, 'key' | 'content_type' | 'size_bytes' | 'sha256'>;

type Work = Pick<RecordingWork, 'subject' | 'artifacts' | 'config'>;

/**
 * The picture that the config asks for. One that is gone meanwhile does not stop a recording: then
 * it is the one that would be shown without a wish.
 */
export async function choosePoster(
  { thumbnails }: ChoosePosterDeps,
  { subject: { workspaceId }, artifacts, config }: Work,
  edit: EditList,
): Promise<Picture | undefined> {
  const candidates = artifacts.filter(({ kind }) => kind === 'thumbnail').sort(byRank);
  const { thumbnail: wish } = config.metadata;
  if (typeof wish === 'number') return candidates[wish - 1] ?? bestOf(candidates, edit);
  const own = isId('thumbnail', wish)
    ? await thumbnails.find({ workspaceId, thumbnailId: wish })
    : undefined;
  if (!isReady(own)) return bestOf(candidates, edit);
  const { contentType: content_type, sizeBytes: size_bytes, sha256 } = own.image;
  return { key: imageKey(own, own.image), content_type, size_bytes, sha256 };
}

/** Their names begin with it. */
const byRank = (a: Artifact, b: Artifact) => (a.variant < b.variant ? -1 : 1);

/** The best picture of what stays. One of a part that somebody cut away is shown to nobody. */
const bestOf = (candidates: readonly Artifact[], edit: EditList) =>
  candidates.find(({ variant }) => {
    const seconds = thumbnailSeconds(variant);
    return seconds === undefined || isKept(edit, seconds);
  });
