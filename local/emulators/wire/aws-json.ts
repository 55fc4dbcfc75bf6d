import type { RequestListener } from 'node:http';
import type { z } from 'zod';
import { answer, refuse } from './answer.ts';
import { type Peer, peerOf, readJson, requireAuthorization } from './exchange.ts';
import { WireError } from './wire-error.ts';

export type Action = (input: unknown, peer: Peer) => object | Promise<object>;

/** One operation: the input is parsed by `schema` before `run` sees it. */
export const action =
  <S extends z.ZodType>(
    schema: S,
    run: (input: z.infer<S>, peer: Peer) => object | Promise<object>,
  ): Action =>
  (input, peer) =>
    run(schema.parse(input), peer);

type Service<Name extends string> = {
  /** What stands before the dot in `X-Amz-Target`. */
  target: string;
  version: '1.0' | '1.1';
  errorPrefix: string;
  /** All that is answered. */
  operations: readonly { name: Name }[];
  actions: Readonly<Record<Name, Action>>;
  invalid: (message: string) => WireError;
};

/** The JSON-RPC protocol of AWS: one path, the operation in a header. */
export function awsJson<Name extends string>(service: Service<Name>): RequestListener {
  const contentType = `application/x-amz-json-${service.version}`;
  return async (request, response) => {
    try {
      requireAuthorization(request);
      const run = findAction(service, request.headers['x-amz-target']);
      const input = await readJson(request);
      answer(response, contentType, await run(input, peerOf(request, response)));
    } catch (error) {
      refuse(response, { ...service, contentType }, error);
    }
  };
}

function findAction<Name extends string>(
  { target, operations, actions }: Service<Name>,
  header: string | string[] | undefined,
) {
  const operation = operations.find(({ name }) => header === `${target}.${name}`);
  if (operation) return actions[operation.name];
  throw new WireError('UnknownOperationException', `This endpoint has no operation "${header}".`);
}
