import type { Pipeline, StageRow } from '../src/pipeline/pipeline.ts';
import type { Right } from '../src/pipeline/rights.ts';
import { PIPELINES } from '../src/pipelines/index.ts';
import { capital } from './names.ts';

/** One Lambda: what it runs, how large it is, what it may touch and what its failure means. */
export type FunctionRow = {
  id: string;
  entry: `${string}.ts`;
  memoryMiB: number;
  timeoutSeconds: number;
  needs: readonly Right[];
  /** For the alarm: what customers notice while this function fails. */
  failureImpact: string;
  /** Files that its code reads at run time, by their path in the repository. */
  files?: readonly string[];
  /** Errors within five minutes that are worth a look; one, where left out. */
  alarmAtErrors?: number;
};

/** The HTTP API gives up after 30 s; a function that outlives it answers nobody. */
const API_TIMEOUT_SECONDS = 29;
/** CPU grows with memory; at 1 GiB a cold start takes about half as long as at 512 MiB. */
const API_MEMORY_MIB = 1024;

const SCALAR = 'node_modules/@scalar/api-reference';

/** A client that watches a task is answered after up to 20 s of waiting, which is paid by memory. */
const WATCHED_MEMORY_MIB = 256;

type ApiRow = Omit<FunctionRow, 'memoryMiB' | 'timeoutSeconds'> & { memoryMiB?: number };

const api = (row: ApiRow): FunctionRow => ({
  memoryMiB: API_MEMORY_MIB,
  ...row,
  timeoutSeconds: API_TIMEOUT_SECONDS,
});

/** What calls with a login need of rows: those of workspaces, and counts of calls. */
const API_ROWS: readonly Right[] = ['workspace_rows', 'workspace_removal', 'rate_limits'];

/** The functions behind the API, by their entry in the shared list of routes. */
export const API_FUNCTIONS: readonly FunctionRow[] = [
  api({
    id: 'Auth',
    entry: 'functions/api/auth.ts',
    // The end of an account looks who else is in its workspaces.
    needs: ['table', 'memberships', 'workspace_read', 'auth_secret', 'mail', 'erasures'],
    failureImpact: 'People cannot register, log in or renew their session.',
  }),
  api({
    id: 'Recordings',
    entry: 'functions/api/recordings.ts',
    // A reset removes what was made, and asks for the page to go.
    needs: [
      ...API_ROWS,
      'recording_lists',
      'workspace_batches',
      'file_reading',
      'file_removal',
      'commands',
      'publications',
    ],
    failureImpact: 'Recordings cannot be listed, seen, renamed, reset or deleted.',
  }),
  api({
    id: 'Uploads',
    entry: 'functions/api/uploads.ts',
    // The languages on offer depend on the operator's providers.
    needs: [
      ...API_ROWS,
      'counted_rows',
      'workspace_batches',
      'originals',
      'upload_parts',
      'commands',
      'providers',
      'largest_upload',
    ],
    failureImpact: 'Nothing can be uploaded; what is in the inbox is still taken in.',
  }),
  api({
    id: 'Runs',
    entry: 'functions/api/runs.ts',
    needs: [...API_ROWS, 'file_reading', 'commands', 'providers'],
    failureImpact: 'Recordings cannot be processed, retried, cancelled or given other versions.',
  }),
  api({
    id: 'Bulk',
    entry: 'functions/api/bulk.ts',
    needs: [...API_ROWS, 'recording_lists', 'jobs', 'providers'],
    failureImpact: 'Nothing can be asked of many recordings at once; one at a time still works.',
  }),
  api({
    id: 'Edits',
    entry: 'functions/api/edits.ts',
    needs: [...API_ROWS, 'media'],
    failureImpact: 'Cuts of recordings cannot be seen or changed.',
  }),
  api({
    id: 'People',
    entry: 'functions/api/people.ts',
    needs: ['people_rows', 'rate_limits', 'mail'],
    failureImpact: 'Nobody can invite, change or remove members, or see their workspaces.',
  }),
  api({
    id: 'Keys',
    entry: 'functions/api/keys.ts',
    needs: ['key_rows', 'rate_limits'],
    failureImpact: 'API keys cannot be made, seen or revoked; those that exist still work.',
  }),
  api({
    id: 'Audit',
    entry: 'functions/api/audit.ts',
    needs: ['workspace_read', 'rate_limits'],
    failureImpact: 'Nobody can see who changed what; changes are still noted.',
  }),
  api({
    id: 'Config',
    entry: 'functions/api/config.ts',
    needs: API_ROWS,
    failureImpact: 'The configs of workspaces and recordings cannot be seen or changed.',
  }),
  api({
    id: 'Templates',
    entry: 'functions/api/templates.ts',
    // Previews of texts read what a run found out.
    needs: [...API_ROWS, 'recording_lists', 'file_reading'],
    failureImpact: 'Templates cannot be seen or changed; recordings that come in still get theirs.',
  }),
  api({
    id: 'Connections',
    entry: 'functions/api/connections.ts',
    // It takes secrets in and never gets to read one.
    needs: [...API_ROWS, 'vault_sealing'],
    failureImpact: 'Accounts on platforms cannot be seen, connected, changed or forgotten.',
  }),
  api({
    id: 'Presets',
    entry: 'functions/api/presets.ts',
    needs: API_ROWS,
    failureImpact: 'Destinations cannot be seen, made, changed or removed; publishing goes on.',
  }),
  api({
    id: 'Thumbnails',
    entry: 'functions/api/thumbnails.ts',
    needs: [...API_ROWS, 'thumbnail_files'],
    failureImpact: 'Thumbnails cannot be seen, uploaded or removed; publishing goes on.',
  }),
  api({
    id: 'Sources',
    entry: 'functions/api/sources.ts',
    needs: API_ROWS,
    failureImpact: 'Sources of recordings cannot be seen, made, changed or removed.',
  }),
  api({
    id: 'Plans',
    entry: 'functions/api/plans.ts',
    needs: API_ROWS,
    failureImpact: 'Plans and usage cannot be seen or changed; what is used is still counted.',
  }),
  api({
    id: 'Admin',
    entry: 'functions/api/admin.ts',
    needs: ['operator_rows', 'waiting_rows', 'workspace_removal', 'rate_limits'],
    failureImpact: 'The operator can neither see nor change plans of workspaces, nor suspend one.',
  }),
  api({
    id: 'Tasks',
    entry: 'functions/api/tasks.ts',
    memoryMiB: WATCHED_MEMORY_MIB,
    // The place in line is read from the index of what waits.
    needs: [...API_ROWS, 'waiting_rows', 'queued_rows', 'commands'],
    failureImpact: 'Progress cannot be seen and work cannot be cancelled; the work itself goes on.',
  }),
  api({
    id: 'Docs',
    entry: 'functions/api/docs.ts',
    needs: ['health_probes', 'rate_limits'],
    files: [`${SCALAR}/package.json`, `${SCALAR}/dist/browser/standalone.js`],
    failureImpact: 'The API description and the health check do not answer; customers are not hit.',
  }),
];

export const AUTHORIZER: FunctionRow = {
  id: 'Authorizer',
  entry: 'functions/api/authorizer.ts',
  memoryMiB: API_MEMORY_MIB,
  // The HTTP API waits ten seconds for its authorizer.
  timeoutSeconds: 9,
  needs: ['table_read', 'key_use', 'auth_secret'],
  failureImpact: 'Every call that needs a login is refused.',
};

/** What every function of a family of stages needs: it reads rows and files, and writes them. */
const FAMILY_NEEDS: readonly Right[] = ['workspace_rows', 'stage_files'];

/** Every failed try of a stage counts, also one that the state machine repeats with success. */
const FAILED_TRIES = 10;

/** Begins and ends runs of every kind. */
export const RUN_STAGES: FunctionRow = {
  id: 'RunStages',
  entry: 'functions/stages/run.ts',
  memoryMiB: 512,
  timeoutSeconds: 60,
  needs: ['account_rows', 'commands', 'heartbeat'],
  failureImpact: 'Recordings in processing neither begin nor end; their slots stay taken.',
  alarmAtErrors: FAILED_TRIES,
};

/** What the rows of stages do not say of the functions of their families. */
export type FamilyRow = Pick<
  FunctionRow,
  'entry' | 'memoryMiB' | 'timeoutSeconds' | 'failureImpact'
>;

const FAMILIES: Readonly<Record<string, FamilyRow>> = {
  media: {
    entry: 'functions/stages/media.ts',
    memoryMiB: 1024,
    timeoutSeconds: 300,
    failureImpact: 'Recordings fail before they are cut.',
  },
  speech: {
    entry: 'functions/stages/speech.ts',
    memoryMiB: 1024,
    timeoutSeconds: 900,
    failureImpact: 'Recordings fail before they are transcribed.',
  },
  topics: {
    entry: 'functions/stages/topics.ts',
    // Words of a lecture of several hours are held in memory.
    memoryMiB: 2048,
    timeoutSeconds: 900,
    failureImpact: 'Recordings fail before they have topics.',
  },
  subtitles: {
    entry: 'functions/stages/subtitles.ts',
    memoryMiB: 2048,
    timeoutSeconds: 900,
    failureImpact: 'Recordings fail before they have subtitles.',
  },
  publish: {
    entry: 'functions/stages/publish.ts',
    memoryMiB: 2048,
    timeoutSeconds: 900,
    failureImpact: 'Recordings are processed and not published.',
  },
};

/** The functions of pipelines' stages, by family: the rows of its stages say what each needs. */
export function familyRows(
  pipelines: readonly Pipeline[],
  rows: Readonly<Record<string, FamilyRow>> = FAMILIES,
): Map<string, FunctionRow> {
  const stages = pipelines.flatMap(pipeline => pipeline.stages);
  const families = new Set(stages.map(({ family }) => family));
  return new Map([...families].map(family => [family, familyRow(family, rows[family], stages)]));
}

function familyRow(
  family: string,
  row: FamilyRow | undefined,
  stages: readonly StageRow[],
): FunctionRow {
  if (!row) throw new Error(`The family of stages ${family} has no row in lib/functions.ts.`);
  const own = stages.filter(stage => stage.family === family);
  return {
    ...row,
    id: `${capital(family)}Stages`,
    needs: [...new Set([...FAMILY_NEEDS, ...own.flatMap(functionRights)])],
    alarmAtErrors: FAILED_TRIES,
  };
}

/** Its fingerprint names the provider, also where a container does the work. */
function functionRights({ runsIn, provider, rights = [], continues }: StageRow): readonly Right[] {
  if (runsIn === 'function') return rights;
  return [
    ...(provider === undefined ? [] : (['providers'] as const)),
    // Polled in the function, the stage commits there, and clears what it left.
    ...(continues === 'wait' ? (['interim_files'] as const) : []),
  ];
}

export const WORKER_STOPPED: FunctionRow = {
  id: 'WorkerStopped',
  entry: 'functions/events/worker-stopped.ts',
  memoryMiB: 256,
  timeoutSeconds: 30,
  needs: ['lost_answers'],
  failureImpact:
    'A dead worker is noticed only after the heartbeat: recordings wait minutes longer.',
};

export const INGEST: FunctionRow = {
  id: 'Ingest',
  entry: 'functions/events/ingest.ts',
  memoryMiB: 512,
  // A large file dropped into the inbox is copied part by part inside S3: 60 GB take three minutes
  // if each of the parts under way gets 10 MB a second, and there they get several times that.
  timeoutSeconds: 900,
  needs: [
    'workspace_rows',
    'counted_rows',
    'workspace_batches',
    'originals',
    'upload_parts',
    'inbox',
    'commands',
    'largest_upload',
  ],
  failureImpact: 'Uploaded and dropped files do not become recordings; they wait in the queue.',
};

export const ADMIT: FunctionRow = {
  id: 'Admit',
  entry: 'functions/events/admit.ts',
  memoryMiB: 512,
  timeoutSeconds: 60,
  needs: [
    'account_rows',
    'waiting_rows',
    'queued_rows',
    'workspace_removal',
    'workspace_batches',
    'file_removal',
    // Of a recording that is erased before its file came.
    'unfinished_uploads',
    'runs',
    'running_tasks',
    'commands',
    'publications',
  ],
  failureImpact: 'Queued recordings do not start; cancelling and deleting wait.',
};

export const TAKE_BACK: FunctionRow = {
  id: 'TakeBack',
  entry: 'functions/events/take-back.ts',
  memoryMiB: 512,
  timeoutSeconds: 60,
  // It counts what a preset still has.
  needs: ['workspace_rows', 'workspace_removal', 'published', 'site', 'commands'],
  failureImpact: 'What was reset or deleted can still be seen by the public.',
};

export const ERASE_ACCOUNT: FunctionRow = {
  id: 'EraseAccount',
  entry: 'functions/events/erase-account.ts',
  memoryMiB: 512,
  timeoutSeconds: 60,
  // Rows of whatever kind, and what leads to them.
  needs: [
    'people_rows',
    'key_rows',
    'file_removal',
    'inbox',
    'published',
    'commands',
    'erasures',
    'mail',
  ],
  failureImpact: 'Accounts that were deleted are unknown, but what they had is still kept.',
};

export const JOBS: FunctionRow = {
  id: 'Jobs',
  entry: 'functions/events/jobs.ts',
  memoryMiB: 512,
  // A turn of work takes half a minute; its last ten items and the providers' secret come on top.
  timeoutSeconds: 120,
  needs: ['workspace_rows', 'commands', 'jobs', 'providers'],
  failureImpact: 'What was asked of many recordings at once waits in the queue.',
};

export const SWEEP: FunctionRow = {
  id: 'Sweep',
  entry: 'functions/events/sweep.ts',
  memoryMiB: 512,
  timeoutSeconds: 50,
  needs: [
    'account_rows',
    'recording_lists',
    'waiting_rows',
    'unfinished_uploads',
    'runs',
    'run_states',
    'commands',
    'erasures',
    'jobs',
  ],
  failureImpact: 'Slots of crashed runs stay taken, so their workspaces may process nothing.',
};

/** What works on subjects: the kinds there are, and the functions that know them. */
export type Programs = {
  pipelines: readonly Pipeline[];
  run: FunctionRow;
  /** Of the stages of all pipelines, by family. */
  families: ReadonlyMap<string, FunctionRow>;
  admit: FunctionRow;
  sweep: FunctionRow;
};

const pipelines = Object.values(PIPELINES);

export const PROGRAMS: Programs = {
  pipelines,
  run: RUN_STAGES,
  families: familyRows(pipelines),
  admit: ADMIT,
  sweep: SWEEP,
};

export const FUNCTIONS: readonly FunctionRow[] = [
  ...API_FUNCTIONS,
  AUTHORIZER,
  RUN_STAGES,
  ...PROGRAMS.families.values(),
  WORKER_STOPPED,
  INGEST,
  ADMIT,
  TAKE_BACK,
  ERASE_ACCOUNT,
  JOBS,
  SWEEP,
];
