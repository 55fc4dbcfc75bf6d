/** What differs between deployments, as data. Chosen with `-c stage=<name>`. */
export type StageConfig = {
  name: string;
  /** Keeps table, buckets and secret when their stack is deleted, and forbids deleting the table. */
  keepData: boolean;
  /** Pages that may call the API and upload to the media bucket. */
  corsOrigins: readonly string[];
  logRetentionDays: 7 | 14 | 30 | 90;
  /** Flow logs cost by the gigabyte; worth it where somebody else's data moves. */
  flowLogs: boolean;
  /**
   * CloudFront's own log of who watched. It delivers none to buckets of opt-in regions, where a
   * distribution that asks for it cannot be made.
   */
  cdnLogs: boolean;
  /** Requests a second, and how many may come at once, over all callers. */
  api: { requestsPerSecond: number; burst: number };
  /**
   * Disk of a container task, 21 to 200 GiB. It holds the image, the original and what is made of it,
   * so the largest file that is taken in follows from it (`largestUploadBytes`).
   */
  scratchGiB: number;
  /**
   * Result that makes another task worth it when several share a render. A task fetches the whole
   * original and takes about a minute to start.
   */
  renderTaskSeconds: number;
  /**
   * Tasks of all workspaces that may run at once; the others wait in the queue. One uses up to 6
   * vCPU of the account's quota of Fargate, and up to 34 while a long render is shared.
   */
  maxRunningTasks: number;
  /** Failed runs within a quarter of an hour that are no longer somebody's broken file. */
  failedRunsAlarm: number;
  /** Name of the operator's secret with the keys of AI providers; without it engines are offline. */
  providerSecretName: string | null;
  /** Where alarms are mailed. */
  alarmEmail: string | null;
  /**
   * Whom mails are from: an address that SES of the region may send from. Without one nothing is
   * mailed, and passwords cannot be reset.
   */
  mailSender: string | null;
};

/** What only the operator knows. Each stage says it, `null` for none, or is not synthesized. */
const OPERATORS = ['providerSecretName', 'alarmEmail'] as const;
type Operators = (typeof OPERATORS)[number];

export type StageRow = Omit<StageConfig, Operators> & Partial<Pick<StageConfig, Operators>>;

const RENDER_TASK_SECONDS = 600;

const dev: StageRow = {
  name: 'dev',
  keepData: false,
  corsOrigins: ['*'],
  logRetentionDays: 14,
  flowLogs: false,
  cdnLogs: true,
  api: { requestsPerSecond: 50, burst: 100 },
  scratchGiB: 50,
  renderTaskSeconds: RENDER_TASK_SECONDS,
  maxRunningTasks: 10,
  failedRunsAlarm: 1,
  providerSecretName: null,
  alarmEmail: null,
  // On a laptop nothing leaves the machine; on AWS SES refuses it, as it refuses all it does not know.
  mailSender: 'castline@example.com',
};

/** Add `providerSecretName` and `alarmEmail` before the first deployment. */
const prod: StageRow = {
  name: 'prod',
  keepData: true,
  // The API reads no cookies, so a foreign page gains nothing by calling it.
  corsOrigins: ['*'],
  logRetentionDays: 90,
  flowLogs: true,
  cdnLogs: true,
  api: { requestsPerSecond: 500, burst: 1000 },
  scratchGiB: 200,
  renderTaskSeconds: RENDER_TASK_SECONDS,
  maxRunningTasks: 50,
  failedRunsAlarm: 5,
  mailSender: null,
};

export const STAGES: ReadonlyMap<string, StageRow> = new Map(
  [dev, prod].map(row => [row.name, row]),
);

/** Returns a value of `-c name=value`, or undefined. */
export type Context = (name: string) => unknown;

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

/** Once given with a command; the next command without them would have dropped them. */
const FORMER_CONTEXT = ['providerSecret', 'alarmEmail'];

/** The config of the stage that the context names, `dev` if it names none. */
export function stageConfig(context: Context, stages = STAGES): StageConfig {
  const given = FORMER_CONTEXT.find(name => context(name) !== undefined);
  if (given) throw new Error(`Not with a command: write ${given} into its stage in lib/config.ts.`);
  const name = text(context('stage')) ?? dev.name;
  const row = stages.get(name);
  if (!row) throw new Error(`No stage "${name}". Known: ${[...stages.keys()].join(', ')}.`);
  const { providerSecretName, alarmEmail, ...config } = row;
  if (providerSecretName === undefined || alarmEmail === undefined) {
    const unsaid = OPERATORS.filter(field => row[field] === undefined).join(' and ');
    throw new Error(`The stage "${name}" does not say ${unsaid} in lib/config.ts: null for none.`);
  }
  return { ...config, providerSecretName, alarmEmail };
}
