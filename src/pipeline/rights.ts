/**
 * What code may need of the deployment. Each comes with the variables to find it and the least
 * rights to use it; the CDK app supplies both.
 */
export const RIGHTS = [
  /** Every row: of accounts, too. */
  'table',
  /** Every row, reading only. */
  'table_read',
  /** Rows of workspaces, without deleting any. */
  'workspace_rows',
  /** These, and what runs of all of them: whoever takes slots or gives them back. */
  'account_rows',
  'workspace_removal',
  'rate_limits',
  /** What waits, of all workspaces. */
  'waiting_rows',
  'media',
  /** Reads what a workspace has, and makes and removes files of stages alone. */
  'stage_files',
  'inbox',
  'unfinished_uploads',
  'published',
  'commands',
  'publications',
  'auth_secret',
  'providers',
  'site',
  'heartbeat',
  'task_answers',
  'lost_answers',
  'render_tasks',
  'runs',
  'running_tasks',
] as const;
export type Right = (typeof RIGHTS)[number];
