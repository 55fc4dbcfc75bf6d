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
  /** Requests a second, and how many may come at once, over all callers. */
  api: { requestsPerSecond: number; burst: number };
  /**
   * Disk of a container task, 21 to 200 GiB. It holds the image, the original and the cut video,
   * so the largest upload is a bit under half of it.
   */
  scratchGiB: number;
  /**
   * Result that makes another task worth it when several share a render. A task fetches the whole
   * original and takes about a minute to start.
   */
  renderTaskSeconds: number;
  /** Failed runs within a quarter of an hour that are no longer somebody's broken file. */
  failedRunsAlarm: number;
  /** Name of the operator's secret with the keys of AI providers; without it engines are offline. */
  providerSecretName?: string | undefined;
  /** Where alarms are mailed. */
  alarmEmail?: string | undefined;
};

const RENDER_TASK_SECONDS = 600;

const dev: StageConfig = {
  name: 'dev',
  keepData: false,
  corsOrigins: ['*'],
  logRetentionDays: 14,
  flowLogs: false,
  api: { requestsPerSecond: 50, burst: 100 },
  scratchGiB: 50,
  renderTaskSeconds: RENDER_TASK_SECONDS,
  failedRunsAlarm: 1,
};

const prod: StageConfig = {
  name: 'prod',
  keepData: true,
  // The API reads no cookies, so a foreign page gains nothing by calling it.
  corsOrigins: ['*'],
  logRetentionDays: 90,
  flowLogs: true,
  api: { requestsPerSecond: 500, burst: 1000 },
  scratchGiB: 200,
  renderTaskSeconds: RENDER_TASK_SECONDS,
  failedRunsAlarm: 5,
};

const STAGE_CONFIGS = new Map([dev, prod].map(config => [config.name, config]));

/** Returns a value of `-c name=value`, or undefined. */
export type Context = (name: string) => unknown;

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

/** The config of the stage that the context names, `dev` if it names none. */
export function stageConfig(context: Context): StageConfig {
  const name = text(context('stage')) ?? dev.name;
  const config = STAGE_CONFIGS.get(name);
  if (!config) {
    throw new Error(`No stage "${name}". Known: ${[...STAGE_CONFIGS.keys()].join(', ')}.`);
  }
  return {
    ...config,
    providerSecretName: text(context('providerSecret')) ?? config.providerSecretName,
    alarmEmail: text(context('alarmEmail')) ?? config.alarmEmail,
  };
}
