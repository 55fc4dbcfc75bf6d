import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { AppError } from '../errors.ts';
import { describeError } from '../logger.ts';
import { answerRequest } from './answer-request.ts';
import type { ApiDeps } from './api-deps.ts';
import type { ApiEvent } from './api-event.ts';
import { type ApiResult, problemResult } from './api-response.ts';
import type { Route } from './route.ts';
import type { UseCases } from './use-cases.ts';

/** Leaves time to answer with a problem before the function is killed. */
const ANSWER_BEFORE_TIMEOUT_MS = 300;

/**
 * The Lambda of one feature: HTTP API events (payload 2.0) in, JSON or problem documents out.
 * Each row of `routes` is answered by `useCases[row.use](caller, input, request)`.
 */
export function apiHandler<const Routes extends readonly Route[]>(
  routes: Routes,
  useCases: NoInfer<UseCases<Routes>>,
  deps: ApiDeps,
) {
  // Else what they change would be in no log, and nobody would miss it.
  const isNoted = routes.some((row: Route) => row.noted);
  if (isNoted && !deps.note) throw new TypeError('Routes are noted, and nothing notes them.');
  const answer = answerRequest(routes, useCases, deps);
  return middy<ApiEvent, ApiResult>(
    (event: ApiEvent, _context: Context, { signal }: { signal: AbortSignal }) =>
      answer(event, signal),
    {
      timeoutEarlyInMillis: ANSWER_BEFORE_TIMEOUT_MS,
      timeoutEarlyResponse: () => {
        throw new AppError('unavailable', 'This took too long. Try again.', {
          retryAfterSeconds: 5,
        });
      },
    },
  ).onError(({ event, error }) => {
    const { requestId } = event.requestContext;
    deps.log.error('request ran out of time', { request_id: requestId, ...describeError(error) });
    return problemResult(requestId, error);
  });
}
