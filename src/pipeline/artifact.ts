/** A file that a stage made, in S3, with the fingerprint of what it was made from. */
export type Artifact<Kind extends string = string> = {
  /** What it is, in the words of its subject's kind. */
  kind: Kind;
  /** `en.srt` of kind `subtitles`; empty for kinds with one file. */
  variant: string;
  key: string;
  content_type: string;
  size_bytes: number;
  /** Hex; of the content, so that equal content gives equal fingerprints downstream. */
  sha256: string;
  /** The stage's fingerprint: what went in. */
  fingerprint: string;
};

/** The stage name of artifacts that no stage made: what came in. */
export const SOURCE = 'source';

/** An artifact with the stage that made it. */
export type StoredArtifact = Artifact & { stage: string };
