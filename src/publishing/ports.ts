import type { WorkspaceId } from '../kernel/ids.ts';
import type { Subject } from '../pipeline/subject.ts';
import type { Preset } from './preset.ts';
import type { Publication } from './publication.ts';
import type { Target, TargetDetails, TargetKey } from './target.ts';

/**
 * The ledger: one row for each subject and preset. An intent is written before anything is changed
 * on a platform, and only the newest intent can be completed.
 */
export type Targets = {
  /** A row `NOT_UPLOADED`, unless there is one; without effect if a preset of one's own is gone. */
  announce: (key: TargetKey, now: number) => Promise<void>;
  find: (key: TargetKey) => Promise<Target | undefined>;
  listOfSubject: (subject: Subject) => Promise<Target[]>;
  /**
   * Those that people can see and that nobody takes back, newest subject of a kind first; sees
   * every write before the call.
   */
  listPublished: (workspaceId: WorkspaceId, presetId: string, limit: number) => Promise<Target[]>;
  /**
   * The intent: `UPLOADING` with a version that nobody had. Undefined if another attempt began in
   * the same moment, or if the row is gone or being taken back.
   */
  begin: (key: TargetKey, contentHash: string, now: number) => Promise<Target | undefined>;
  /** Keeps what the next attempt needs to go on. False if superseded. */
  remember: (target: Target, details: TargetDetails) => Promise<boolean>;
  /** `UPLOADED`. False if a newer attempt began or the row is gone. */
  complete: (target: Target, published: Published, now: number) => Promise<boolean>;
  /** `FAILED`; without effect if superseded. */
  fail: (target: Target, failure: { code: string; reason: string }, now: number) => Promise<void>;
  /** `REMOVING`, above every attempt before; once is enough, and without a row nothing happens. */
  beginRemoval: (key: TargetKey, now: number) => Promise<void>;
  /** Forgets a row that is `REMOVING` under just this version. */
  remove: (target: Target) => Promise<void>;
  /** `NOT_UPLOADED` again, with nothing of it left, where it is `REMOVING` under just this version. */
  reopen: (target: Target, now: number) => Promise<void>;
};

export type Published = { url: string; details: TargetDetails };

/** One attempt to publish, as a publisher sees it. */
export type Attempt = {
  publication: Publication;
  /** The ledger's row, with what earlier attempts remembered in `details`. */
  target: Target;
  publishedAt: number;
  /**
   * Keeps in the ledger what later attempts need to find what this one makes; throws once another
   * took over. So it is called before what the platform cannot undo: who was superseded stops here.
   */
  remember: (details: TargetDetails) => Promise<void>;
  /** 0 to 100. */
  progress: (percent: number) => void;
  signal: AbortSignal;
};

/**
 * A platform at work for one preset. Every call may be made again, may die in its middle, and may
 * come late. All that it makes can be found from the row alone: by the target's key and version,
 * or by ids in `details`.
 */
export type Publisher = {
  /**
   * Brings the publication to the platform, whatever an earlier attempt left there: what may have
   * happened is looked up before it is done again. Throws `StageError`.
   */
  publish: (attempt: Attempt) => Promise<Published>;
  /** What follows once the ledger says `UPLOADED`, as removing what was replaced. */
  settle: (target: Target) => Promise<void>;
  /**
   * Takes off the platform and its lists what the row and attempts before it left there. What a
   * newer version put there stays. Nothing happens if nothing is there.
   */
  remove: (target: Target) => Promise<void>;
};

export type Platform = {
  /** Whether its addresses are watch pages of ours. */
  hostsPage: boolean;
  /** Loads the platform's code when first asked. */
  publisher: (preset: Preset) => Promise<Publisher>;
};

export type Platforms = { find: (name: string) => Platform | undefined };

/** `next` is asked for once nothing of the subject is left on any platform. */
export type PublicationCommand = { command: 'take_back'; subject: Subject; next?: 'erase' };

/** Asks for work on platforms that must survive the asker: delivered at least once. */
export type PublicationCommands = { send: (command: PublicationCommand) => Promise<void> };
