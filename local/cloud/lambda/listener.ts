import type { RequestListener } from 'node:http';
import { authenticate } from '../../emulators/iam/authenticate.ts';
import type { Authority } from '../../emulators/iam/authority.ts';
import { refuse } from '../../emulators/wire/answer.ts';
import { parseJson, readBody } from '../../emulators/wire/exchange.ts';
import { WireError } from '../../emulators/wire/wire-error.ts';
import type { Functions } from './functions.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

const REST = {
  contentType: 'application/json',
  errorPrefix: '',
  invalid: (message: string) => new WireError('InvalidParameterValueException', message),
  denied: (message: string) => new WireError('AccessDeniedException', message, { status: 403 }),
};

/** The one operation of Lambda that tools need: Invoke. */
export const lambdaListener =
  (functions: Functions, authority: Authority): RequestListener =>
  async (request, response) => {
    try {
      const body = await readBody(request);
      const principal = authenticate(request, body, authority);
      const [path = ''] = (request.url ?? '').split('?');
      const name = decodeURIComponent(PATH.exec(path)?.[1] ?? '');
      const pool = functions.find(name);
      if (!pool) {
        const options = { status: 404 };
        throw new WireError('ResourceNotFoundException', `Function not found: ${name}`, options);
      }
      authority.require(principal, { action: 'lambda:InvokeFunction', resource: pool.spec.arn });
      const event = parseJson(body);
      if (request.headers['x-amz-invocation-type'] === 'Event') {
        functions.invokeLater(name, event);
        response.writeHead(202).end();
        return;
      }
      const { payload, error } = await functions.invoke(name, event);
      response.writeHead(200, {
        'content-type': 'application/json',
        'x-amz-executed-version': '$LATEST',
        ...(error && { 'x-amz-function-error': 'Unhandled' }),
      });
      response.end(payload);
    } catch (error) {
      refuse(response, REST, error);
    }
  };
