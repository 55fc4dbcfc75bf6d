import { z } from 'zod';

/** What a file of a recording is. A kind with several files tells them apart by `variant`. */
export const ARTIFACT_KINDS = [
  'original',
  'sidecar',
  'probe',
  'levels',
  'automatic_edit',
  'manual_edit',
  'edit',
  'waveform',
  'speech_audio',
  'speech',
  'thumbnail',
  'sprite_sheet',
  'sprite',
  'video',
  'transcript',
  'topics',
  'subtitles',
  'burn_in',
  'metadata',
  'page',
] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** A file that a stage made, in S3, with the fingerprint of what it was made from. */
export const Artifact = z.strictObject({
  kind: z.literal(ARTIFACT_KINDS),
  /** `en.srt` of kind `subtitles`; empty for kinds with one file. */
  variant: z.string(),
  key: z.string(),
  content_type: z.string(),
  size_bytes: z.int().nonnegative(),
  /** Hex; of the content, so that equal content gives equal fingerprints downstream. */
  sha256: z.string(),
  /** The stage's fingerprint: what went in. */
  fingerprint: z.string(),
});
export type Artifact = z.infer<typeof Artifact>;
