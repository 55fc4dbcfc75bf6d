import type { RequestListener } from 'node:http';
import { answer, refuse } from '../wire/answer.ts';
import { readJson, requireAuthorization } from '../wire/exchange.ts';
import type { Callers } from '../wire/local-callers.ts';
import { serveLoopback } from '../wire/loopback-server.ts';
import { openSqliteFile } from '../wire/sqlite-file.ts';
import { WireError } from '../wire/wire-error.ts';
import { scheduleHandlers } from './handlers.ts';
import { SCHEDULER_OPERATIONS } from './operations.ts';
import { type Fire, startRunner } from './runner.ts';
import { TemplateSchedule } from './schedule.contract.ts';
import { SCHEMA, type Scheduler, validation } from './scheduler.ts';
import { declareSchedule } from './schedules.ts';

export type SchedulerServer = {
  endpoint: string;
  /** Takes in the resolved properties of an `AWS::Scheduler::Schedule`; idempotent. */
  putSchedule: (properties: TemplateSchedule) => void;
  /** Runs what is due now and waits for it. For tests that move the clock. */
  tick: () => Promise<void>;
  stop: () => Promise<void>;
};

const REST = { contentType: 'application/json', errorPrefix: '', invalid: validation };

/**
 * EventBridge Scheduler on the loopback address, on one SQLite file. `onFire` calls the target and
 * rejects when it should be retried. Flexible windows are taken as none: a run is never late.
 */
export async function startSchedulerServer(options: {
  dataFile: string;
  port?: number;
  callers?: Callers;
  accountId?: string;
  region?: string;
  onFire: Fire;
  now?: () => number;
}): Promise<SchedulerServer> {
  const { accountId = '000000000000', region = 'eu-central-1', now = Date.now } = options;
  const file = openSqliteFile(options.dataFile, SCHEMA);
  const arnPrefix = `arn:aws:scheduler:${region}:${accountId}:`;
  const scheduler: Scheduler = { ...file, now, arnPrefix };
  const runner = startRunner(scheduler, options.onFire);
  const server = await serveLoopback(
    restListener(scheduler, runner.look),
    options.port,
    options.callers,
  );
  return {
    endpoint: server.endpoint,
    putSchedule: properties => {
      const { Name: name, GroupName: group, ...definition } = TemplateSchedule.parse(properties);
      declareSchedule(scheduler, { group, name }, definition);
      runner.look();
    },
    tick: runner.tick,
    stop: async () => {
      await server.stop();
      await runner.stop();
      file.close();
    },
  };
}

function restListener(scheduler: Scheduler, look: () => void): RequestListener {
  const handlers = scheduleHandlers(scheduler);
  return async (request, response) => {
    try {
      requireAuthorization(request);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [, resource = '', name] = pathname.split('/');
      const requested = `${request.method} /${resource}${name === undefined ? '' : '/{name}'}`;
      const operation = SCHEDULER_OPERATIONS.find(({ request }) => request === requested);
      if (!operation)
        throw new WireError('UnknownOperationException', `No operation ${requested}.`);
      const query = Object.fromEntries(searchParams);
      const body = await readJson(request);
      const result = handlers[operation.name]({
        name: decodeURIComponent(name ?? ''),
        query,
        body,
      });
      // What has just been scheduled may be sooner than what the runner waits for.
      look();
      answer(response, REST.contentType, result);
    } catch (error) {
      refuse(response, REST, error);
    }
  };
}
