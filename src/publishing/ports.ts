import type { WorkspaceId } from '../kernel/ids.ts';
import type { Publication } from './publication.ts';
import type { Target, TargetDetails, TargetKey } from './target.ts';

/**
 * The ledger: one row for each recording and preset. An intent is written before anything is
 * changed on a platform, and only the newest intent can be completed.
 */
export type Targets = {
  /** A row `NOT_UPLOADED`, unless there is one. */
  announce: (key: TargetKey, now: number) => Promise<void>;
  find: (key: TargetKey) => Promise<Target | undefined>;
  listOfRecording: (workspaceId: WorkspaceId, recordingId: string) => Promise<Target[]>;
  /** Those that people can see now, newest recording first; sees every write before the call. */
  listPublished: (workspaceId: WorkspaceId, preset: string, limit: number) => Promise<Target[]>;
  /**
   * The intent: `UPLOADING` with a version that nobody had. Undefined if another attempt began in
   * the same moment, or if the row is gone.
   */
  begin: (key: TargetKey, contentHash: string, now: number) => Promise<Target | undefined>;
  /** Keeps what the next attempt needs to go on. False if overtaken. */
  remember: (target: Target, details: TargetDetails) => Promise<boolean>;
  /** `UPLOADED`. False if a newer attempt began or the row is gone. */
  complete: (target: Target, published: Published, now: number) => Promise<boolean>;
  /** `FAILED`; without effect if overtaken. */
  fail: (target: Target, failure: { code: string; reason: string }, now: number) => Promise<void>;
  remove: (key: TargetKey) => Promise<void>;
};

export type Published = { url: string; details: TargetDetails };

/** One attempt to publish, as a publisher sees it. */
export type Attempt = {
  publication: Publication;
  /** The ledger's row, with what earlier attempts remembered in `details`. */
  target: Target;
  publishedAt: number;
  remember: (details: TargetDetails) => Promise<void>;
  /** 0 to 100. */
  progress: (percent: number) => void;
  signal: AbortSignal;
};

/**
 * A platform. A new one is a file that makes a `Publisher` and a row in the map that the publish
 * stage is given.
 */
export type Publisher = {
  /**
   * Brings the publication to the platform, whatever an earlier attempt left there: what may have
   * happened is looked up before it is done again. Throws `StageError`.
   */
  publish: (attempt: Attempt) => Promise<Published>;
  /** What follows once the ledger says `UPLOADED`; done again after a crash. */
  settle: (target: Target) => Promise<void>;
  /** Takes it off the platform; nothing happens if nothing is there. */
  remove: (key: TargetKey) => Promise<void>;
  /** What follows once the row is gone. */
  settleRemoval: (key: TargetKey) => Promise<void>;
};

/** Publishers by preset. */
export type Publishers = Readonly<Record<string, Publisher>>;
