import type { RequestListener } from 'node:http';
import { refuse } from '../../emulators/wire/answer.ts';
import { readJson, requireAuthorization } from '../../emulators/wire/exchange.ts';
import { WireError } from '../../emulators/wire/wire-error.ts';
import type { Functions } from './functions.ts';

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

const REST = {
  contentType: 'application/json',
  errorPrefix: '',
  invalid: (message: string) => new WireError('InvalidParameterValueException', message),
};

/** The one operation of Lambda that tools need: Invoke. */
export const lambdaListener =
  (functions: Functions): RequestListener =>
  async (request, response) => {
    try {
      requireAuthorization(request);
      const [path = ''] = (request.url ?? '').split('?');
      const name = decodeURIComponent(PATH.exec(path)?.[1] ?? '');
      if (!functions.find(name)) {
        const options = { status: 404 };
        throw new WireError('ResourceNotFoundException', `Function not found: ${name}`, options);
      }
      const event = await readJson(request);
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
