import type { RequestListener } from 'node:http';
import type { z } from 'zod';
import { authenticate } from '../iam/authenticate.ts';
import type { Authority } from '../iam/authority.ts';
import type { Access } from '../iam/decide.ts';
import { answer, refuse } from './answer.ts';
import { type Peer, parseJson, peerOf, readBody } from './exchange.ts';
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
  authority: Authority;
  /** What an operation needs to be allowed for, with this input. */
  access: (name: Name, input: unknown) => readonly Access[];
  invalid: (message: string) => WireError;
  denied?: (message: string) => WireError;
};

/** The JSON-RPC protocol of AWS: one path, the operation in a header. */
export function awsJson<Name extends string>(service: Service<Name>): RequestListener {
  const contentType = `application/x-amz-json-${service.version}`;
  return async (request, response) => {
    try {
      const body = await readBody(request);
      const principal = authenticate(request, body, service.authority);
      const name = findOperation(service, request.headers['x-amz-target']);
      const input = parseJson(body);
      for (const access of service.access(name, input))
        service.authority.require(principal, access);
      answer(response, contentType, await service.actions[name](input, peerOf(request, response)));
    } catch (error) {
      refuse(response, { ...service, contentType }, error);
    }
  };
}

function findOperation<Name extends string>(
  { target, operations }: Service<Name>,
  header: string | string[] | undefined,
) {
  const operation = operations.find(({ name }) => header === `${target}.${name}`);
  if (operation) return operation.name;
  throw new WireError('UnknownOperationException', `This endpoint has no operation "${header}".`);
}
