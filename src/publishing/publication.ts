import { createHash } from 'node:crypto';
import { SubtitleFormat } from '../config/processing-config.contract.ts';
import { EditList } from '../documents/edit.contract.ts';
import { isLanguageTag, knownLanguage } from '../documents/language-tag.ts';
import { Metadata } from '../documents/metadata.contract.ts';
import { Probe } from '../documents/probe.contract.ts';
import { Sprite } from '../documents/sprite.contract.ts';
import { Transcript } from '../documents/transcript.contract.ts';
import { sizeOf } from '../media/render/look.ts';
import type { Artifact } from '../pipeline/artifact.ts';
import { findArtifact, needArtifact } from '../pipeline/stages/stage.ts';
import type { Subject } from '../pipeline/subject.ts';
import { burnsIn, PUBLISH_ENGINE } from '../pipelines/recording.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';
import { type ChoosePosterDeps, choosePoster, type Picture } from './choose-poster.ts';
import { type Preview, previewsOf } from './previews.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

/** All that any platform may want to show of a subject, on the clock of the cut video. */
export type Publication = {
  subject: Subject;
  metadata: Metadata;
  /** Video, or audio where the recording has no picture. */
  media: Artifact;
  /** As shown, in pixels; undefined without picture. */
  picture: { width: number; height: number } | undefined;
  /** Whoever shows captions of their own shows them twice. */
  captionsInPicture: boolean;
  poster: Picture | undefined;
  /** Small pictures for a seek bar, on one sheet; undefined without picture. */
  sprite: { sheet: Artifact; previews: readonly Preview[] } | undefined;
  subtitles: readonly Subtitles[];
  /** ISO 639-1, as recognized; undefined where nobody knows it. */
  language: string | undefined;
  sentences: readonly Sentence[];
  /** Equal for equal publications. */
  contentHash: string;
};

export type Subtitles = { language: string; format: SubtitleFormat; file: Artifact };

/** Gathers what earlier stages made. Only the video and its metadata must be there. */
export async function gatherPublication(
  work: RecordingWork,
  thumbnails: ChoosePosterDeps,
): Promise<Publication> {
  const media = needArtifact(work, 'video');
  const [metadata, edit, transcript, probe, sprite] = await Promise.all([
    work.needJson('metadata', Metadata),
    work.needJson('edit', EditList),
    work.readJson('transcript', Transcript),
    work.readJson('probe', Probe),
    work.readJson('sprite', Sprite),
  ]);
  const poster = await choosePoster(thumbnails, work, edit);
  return {
    subject: work.subject,
    metadata,
    media,
    picture: probe?.video ? sizeOf(probe.video, work.config.picture) : undefined,
    captionsInPicture: burnsIn(work.config),
    poster,
    sprite: spriteOf(findArtifact(work, 'sprite_sheet'), sprite, edit),
    subtitles: work.artifacts.flatMap(subtitlesOf),
    language: knownLanguage(transcript?.language),
    sentences: transcript ? sentencesOf(transcript, edit) : [],
    contentHash: contentHashOf(work.artifacts, poster),
  };
}

function spriteOf(sheet: Artifact | undefined, sprite: Sprite | undefined, edit: EditList) {
  const previews = sprite ? previewsOf(sprite, edit) : [];
  return sheet && previews.length > 0 ? { sheet, previews } : undefined;
}

/** Their variants are `en.srt`, `en.vtt`. */
function subtitlesOf(file: Artifact): Subtitles[] {
  const [language, extension] = file.variant.split('.');
  if (file.kind !== 'subtitles' || !language || !isLanguageTag(language)) return [];
  const format = SubtitleFormat.safeParse(extension);
  return format.success ? [{ language, format: format.data, file }] : [];
}

function contentHashOf(artifacts: readonly Artifact[], poster: Picture | undefined) {
  const parts = artifacts.map(({ kind, variant, sha256 }) => `${kind}:${variant}:${sha256}`);
  if (poster) parts.push(`poster:${poster.sha256}`);
  const material = [PUBLISH_ENGINE, ...parts.sort()].join('\n');
  return createHash('sha256').update(material).digest('hex');
}
