import { ulid } from 'ulid';
import { AppError, STATUS } from '../errors.ts';
import { describeError } from '../logger.ts';
import type { ApiDeps } from './api-deps.ts';
import type { ApiEvent } from './api-event.ts';
import { type ApiResult, answerResult, contentResult, problemResult } from './api-response.ts';
import { asAppError } from './as-app-error.ts';
import { answerOnce, idempotencyKey } from './idempotency.ts';
import { jsonAnswer } from './json-answer.ts';
import { jsonBody } from './json-body.ts';
import { listPages } from './list-pages.ts';
import { type Match, routeMatcher } from './match-route.ts';
import { changeOf } from './note-change.ts';
import { isKnownSpent, meterRequest } from './rate-limit.ts';
import { keepsAnswers, refusalsOf } from './refusals.ts';
import { queryValues, requestInput } from './request-input.ts';
import type { Caller, Route } from './route.ts';
import { type AnyUseCase, Content } from './use-cases.ts';
import { type Identity, readIdentity, verifiedCaller } from './verified-caller.ts';

/** What is known of a request so far: for the log, and for the headers of a refusal. */
type Exchange = {
  event: ApiEvent;
  requestId: string;
  signal: AbortSignal;
  headers: Record<string, string>;
  row?: Route;
  caller?: Caller;
};

const REPLAYED = { 'idempotent-replayed': 'true' };

type Call = {
  row: Route;
  caller: Caller | undefined;
  input: object;
  run: AnyUseCase;
  /** The last touch on what the use case returned. */
  sealed: (result: unknown) => unknown;
};

/** One request from event to result. Never rejects: the only catch of the API is here. */
export function answerRequest(
  routes: readonly Route[],
  useCases: Record<string, AnyUseCase>,
  deps: ApiDeps,
) {
  if (!deps.note && routes.some(({ noted }) => noted)) {
    throw new TypeError('Routes want something noted, and nobody notes it.');
  }
  const match = routeMatcher(routes, deps.otherRoutes);
  return async (event: ApiEvent, signal: AbortSignal): Promise<ApiResult> => {
    const { requestId } = event.requestContext;
    const exchange: Exchange = { event, requestId, signal, headers: {} };
    const startedAt = deps.clock();
    const result = await serve(exchange, match, useCases, deps).catch((error: unknown) =>
      refused(exchange, error, deps),
    );
    logRequest(exchange, result, deps, startedAt);
    return result;
  };
}

async function serve(
  exchange: Exchange,
  match: ReturnType<typeof routeMatcher>,
  useCases: Record<string, AnyUseCase>,
  deps: ApiDeps,
) {
  const { event } = exchange;
  const found = match(event);
  if ('row' in found) exchange.row = found.row;
  const identity = readIdentity(event.requestContext.authorizer?.lambda);
  if ('caller' in identity) exchange.caller = identity.caller;
  if ('refusal' in found) {
    // Before it is refused: guesses at addresses and tokens are requests like others.
    await meter(exchange, deps);
    throw found.refusal;
  }
  const run = useCases[found.row.use];
  if (!run) throw new TypeError(`No use case ${found.row.use}.`);
  return whileCounted(exchange, deps, async () => {
    const call = await prepared(event, found, identity);
    return answered(exchange, { ...call, run }, deps);
  });
}

/** An answer but for its headers, which say how many requests are left. */
type Finish = (rateHeaders: Record<string, string>) => ApiResult;

/**
 * Nothing is changed and nothing is told before the request is counted. A read begins meanwhile, so
 * that it waits for the table once and not twice; not for whom the limit is known to be spent.
 */
async function whileCounted(exchange: Exchange, deps: ApiDeps, work: () => Promise<Finish>) {
  const { event, caller } = exchange;
  const { method, sourceIp } = event.requestContext.http;
  const isRead = method === 'GET' && !isKnownSpent(deps, sourceIp, caller);
  const early = isRead ? work() : undefined;
  // If the count refuses, nobody asks how it ended.
  early?.catch(() => undefined);
  await meter(exchange, deps);
  const finish = await (early ?? work());
  return finish(exchange.headers);
}

/** @throws rate_limited */
async function meter(exchange: Exchange, deps: ApiDeps) {
  const ip = exchange.event.requestContext.http.sourceIp;
  const { headers, refusal } = await meterRequest(deps, ip, exchange.caller);
  exchange.headers = headers;
  if (refusal) throw refusal;
}

async function prepared(event: ApiEvent, { row, params }: Match, identity: Identity) {
  const caller = verifiedCaller(row, identity);
  const body = await jsonBody(event);
  const cursorKey = 'caller' in identity ? identity.cursorKey : undefined;
  const { opened, sealed } = listPages(row, queryValues(event.rawQueryString), cursorKey);
  return { row, caller, sealed, input: requestInput(row, { params, query: opened, body }) };
}

async function answered(exchange: Exchange, call: Call, deps: ApiDeps): Promise<Finish> {
  const { event, requestId } = exchange;
  const { row, caller, input } = call;
  const key = idempotencyKey(event.headers['idempotency-key']);
  if (row.contentType) return contentAnswer(exchange, call, deps);
  const work = async (operationId: string) =>
    jsonAnswer(row, call.sealed(await runUseCase(exchange, call, operationId, deps)), deps, input);
  if (!key || !caller || !keepsAnswers(row)) {
    const answer = await work(ulid(deps.clock()));
    return headers => answerResult(requestId, answer, headers);
  }
  const request = { caller, row, key, input, requestId };
  const { answer, replayed } = await answerOnce(deps, request, work);
  return headers => answerResult(requestId, answer, { ...headers, ...(replayed && REPLAYED) });
}

async function contentAnswer(exchange: Exchange, call: Call, deps: ApiDeps): Promise<Finish> {
  const content = Content.parse(await runUseCase(exchange, call, ulid(deps.clock()), deps));
  const own = { 'content-type': call.row.contentType ?? '' };
  return headers =>
    contentResult(exchange.requestId, call.row.status ?? 200, {
      body: content.body,
      headers: { ...own, ...headers, ...content.headers },
    });
}

async function runUseCase(
  { requestId, signal, event }: Exchange,
  { row, caller, input, run }: Call,
  operationId: string,
  { note }: ApiDeps,
) {
  const ip = event.requestContext.http.sourceIp;
  const request = { requestId, ip, operationId, signal };
  const result = await run(caller, input, request);
  const change = row.noted && changeOf(row.noted, row, input, result);
  if (change && caller) await note?.(caller, change, request);
  return result;
}

function refused(exchange: Exchange, thrown: unknown, deps: ApiDeps) {
  const { requestId, headers } = exchange;
  const error = declared(exchange, asAppError(thrown), deps);
  const isOurFault = !(error instanceof AppError) || STATUS[error.code] >= 500;
  if (isOurFault) {
    deps.log.error('request failed', { request_id: requestId, ...describeError(error) });
  }
  return problemResult(requestId, error, headers);
}

/** A code that its row does not declare is our bug: an error in tests, a line in the log in production. */
function declared({ row, requestId }: Exchange, error: unknown, deps: ApiDeps) {
  if (!row || !(error instanceof AppError) || refusalsOf(row).includes(error.code)) return error;
  const message = `${row.method} ${row.path} refuses with ${error.code}, which its row does not declare.`;
  if (deps.responseMismatch === 'throw') return new TypeError(message, { cause: error });
  deps.log.error(message, { request_id: requestId });
  return error;
}

/** One line for each request. No body, no query, no address, no token. */
function logRequest(exchange: Exchange, result: ApiResult, deps: ApiDeps, startedAt: number) {
  const { requestId, row, caller } = exchange;
  deps.log.info('request', {
    request_id: requestId,
    ...(row && { route: `${row.method} ${row.path}` }),
    ...(caller && { ...actorOf(caller), workspace_id: caller.workspaceId }),
    status: result.statusCode,
    duration_ms: deps.clock() - startedAt,
  });
}

const actorOf = (caller: Caller) =>
  caller.kind === 'key' ? { key_id: caller.keyId } : { user_id: caller.userId };
