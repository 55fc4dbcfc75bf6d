/**
 * What a file of a recording is: the stages hand these to each other. A kind with several files
 * tells them apart by `variant`.
 */
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

export const isArtifactKind = (text: string): text is ArtifactKind =>
  ARTIFACT_KINDS.some(kind => kind === text);
