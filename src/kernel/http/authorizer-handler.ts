import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import { describeError, type Log } from '../logger.ts';
import type { AuthorizerContext } from './verified-caller.ts';

/**
 * The Lambda authorizer of the HTTP API (payload 2.0, simple answers). It lets every request pass
 * and says in the context who calls or why nobody does: refusing here would make the gateway
 * answer with its own body, without code and request id. The handler behind demands a verified
 * caller, so a request without one goes no further than that.
 */
export const authorizerHandler =
  (authorize: (header: string | undefined) => Promise<AuthorizerContext>, log: Log) =>
  async (
    event: APIGatewayRequestAuthorizerEventV2,
  ): Promise<APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>> => {
    const context = await authorize(event.headers?.authorization).catch(
      (error: unknown): AuthorizerContext => {
        const { requestId } = event.requestContext;
        log.error('authorizer failed', { request_id: requestId, ...describeError(error) });
        return { error: 'unavailable' };
      },
    );
    return { isAuthorized: true, context };
  };
