import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { authenticate } from '../iam/authenticate.ts';
import type { Authority } from '../iam/authority.ts';
import type { Access } from '../iam/decide.ts';
import { answer, refuse } from '../wire/answer.ts';
import { parseJson, readBody } from '../wire/exchange.ts';
import type { Callers } from '../wire/local-callers.ts';
import { serveLoopback } from '../wire/loopback-server.ts';
import { openSqliteFile } from '../wire/sqlite-file.ts';
import { WireError } from '../wire/wire-error.ts';
import { type RestRequest, scheduleHandlers } from './handlers.ts';
import { scheduleArn } from './invocation.ts';
import { SCHEDULER_OPERATIONS, type SchedulerOperation } from './operations.ts';
import { type Fire, startRunner } from './runner.ts';
import { TemplateSchedule } from './schedule.contract.ts';
import { DEFAULT_GROUP, SCHEMA, type Scheduler, validation } from './scheduler.ts';
import { declareSchedule } from './schedules.ts';

export type SchedulerServer = {
  endpoint: string;
  /** Takes in the resolved properties of an `AWS::Scheduler::Schedule`; idempotent. */
  putSchedule: (properties: TemplateSchedule) => void;
  /** Runs what is due now and waits for it. For tests that move the clock. */
  tick: () => Promise<void>;
  stop: () => Promise<void>;
};

const REST = {
  contentType: 'application/json',
  errorPrefix: '',
  invalid: validation,
  denied: (message: string) => new WireError('AccessDeniedException', message, { status: 403 }),
};

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
  authority: Authority;
  onFire: Fire;
  now?: () => number;
}): Promise<SchedulerServer> {
  const { accountId = '000000000000', region = 'eu-central-1', now = Date.now } = options;
  const file = openSqliteFile(options.dataFile, SCHEMA);
  const arnPrefix = `arn:aws:scheduler:${region}:${accountId}:`;
  const scheduler: Scheduler = { ...file, now, arnPrefix };
  const runner = startRunner(scheduler, options.onFire);
  const server = await serveLoopback(
    restListener(scheduler, options.authority, runner.look),
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

function restListener(
  scheduler: Scheduler,
  authority: Authority,
  look: () => void,
): RequestListener {
  const handlers = scheduleHandlers(scheduler);
  return async (request, response) => {
    try {
      const bytes = await readBody(request);
      const principal = authenticate(request, bytes, authority);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [, resource = '', name] = pathname.split('/');
      const requested = `${request.method} /${resource}${name === undefined ? '' : '/{name}'}`;
      const operation = SCHEDULER_OPERATIONS.find(({ request }) => request === requested);
      if (!operation)
        throw new WireError('UnknownOperationException', `No operation ${requested}.`);
      const query = Object.fromEntries(searchParams);
      const body = parseJson(bytes);
      const asked = { name: decodeURIComponent(name ?? ''), query, body };
      authority.require(principal, accessOf(scheduler, operation.name, asked));
      const result = handlers[operation.name](asked);
      // What has just been scheduled may be sooner than what the runner waits for.
      look();
      answer(response, REST.contentType, result);
    } catch (error) {
      refuse(response, REST, error);
    }
  };
}

const Group = z.object({ GroupName: z.string() });

/** The right of the operation's name, on the schedule it is about. */
function accessOf(scheduler: Scheduler, operation: SchedulerOperation, asked: RestRequest): Access {
  const group = Group.safeParse(asked.body).data?.GroupName ?? asked.query.groupName;
  const key = { group_name: group ?? DEFAULT_GROUP, name: asked.name };
  const resource = asked.name ? scheduleArn(scheduler, key) : '*';
  return { action: `scheduler:${operation}`, resource };
}
