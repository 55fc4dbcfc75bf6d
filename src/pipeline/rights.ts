/**
 * What code may need of the deployment. Each comes with the variables to find it and the least
 * rights to use it; the CDK app supplies both.
 */
export const RIGHTS = [
  /** Every row: of accounts, too. */
  'table',
  /** Every row, one at a time. */
  'table_read',
  'workspace_read',
  /** Rows of workspaces, without deleting any. */
  'workspace_rows',
  /** These, and what runs of all of them: whoever takes slots or gives them back. */
  'account_rows',
  'workspace_removal',
  /** Many rows of a workspace at once, written or removed. */
  'workspace_batches',
  /** Of workspaces and of people: who is a member of what. */
  'people_rows',
  /** The workspaces of a person. */
  'memberships',
  /** Of workspaces and of their API keys. */
  'key_rows',
  /** When a key was used last. */
  'key_use',
  'rate_limits',
  /** Tasks of a workspace that wait, read at once. */
  'queued_rows',
  /** What waits, of all workspaces. */
  'waiting_rows',
  'media',
  /** Links to what a workspace has. */
  'file_reading',
  'upload_parts',
  /** What came in, as it is taken in: nothing is deleted. */
  'originals',
  /** Reads what a workspace has, and writes below stages alone. */
  'stage_files',
  /** Pictures that a workspace has for its pages. */
  'thumbnail_files',
  /** Finds and removes what a stage left for its next run. */
  'interim_files',
  'file_removal',
  'inbox',
  'unfinished_uploads',
  'published',
  'commands',
  'publications',
  'auth_secret',
  /** Mails to people. */
  'mail',
  /** Seals secrets of workspaces, and opens none. */
  'vault_sealing',
  /** Opens them again, for whoever talks to a platform. */
  'vault_opening',
  'providers',
  'site',
  'heartbeat',
  'task_answers',
  'lost_answers',
  'render_tasks',
  /** How large a file may be that is taken in. */
  'largest_upload',
  'runs',
  'running_tasks',
  'run_states',
] as const;
export type Right = (typeof RIGHTS)[number];
