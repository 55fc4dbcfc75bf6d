/**
 * What code may need of the deployment. Each comes with the variables to find it and the least
 * rights to use it; the CDK app supplies both.
 */
export const RIGHTS = [
  'table',
  'table_read',
  'media',
  'inbox',
  'published',
  'commands',
  'publications',
  'auth_secret',
  'providers',
  'site',
  'heartbeat',
  'task_answers',
  'render_tasks',
  'runs',
  'running_tasks',
] as const;
export type Right = (typeof RIGHTS)[number];
