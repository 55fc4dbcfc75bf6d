import fc from 'fast-check';
import { hostileBodies, hostileTexts, spoiled, written } from './hostile-values.ts';
import type { Operation } from './operations.ts';
import { valuesOf } from './schema-values.ts';

/** What only the running API knows; found out when the call is made. */
export type Live =
  | { id: 'own' | 'foreign' | 'unknown'; pick: number }
  | { cursor: 'own' | 'foreign' | 'other list' | 'other query' | 'cut' | 'changed' };

/** A call that nobody has made yet. */
export type Call = {
  /** Another one than the operation's, where it is to be answered with 405. */
  method: string;
  path: Record<string, string | Live>;
  query: readonly (readonly [string, string | Live])[];
  token: 'own' | 'foreign' | 'none' | 'forged' | 'cut' | 'no token' | 'long';
  headers: Record<string, string>;
  body: Buffer | undefined;
};

const JSON_TYPE = 'application/json';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const CONTENT_TYPES = ['', 'text/plain', 'application/json; charset=latin1', 'application/jsonx'];
const KEYS = ['', ' ', 'a b', 'ä', 'x'.repeat(129), 'one, two', 'a'];

/** The rest is as it should be, so that what is wrong is looked at and not hidden behind more. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, wrong: fc.Arbitrary<Value>, weight = 9) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: wrong });

/** Calls of one operation, as its document says them and with something wrong about them. */
export function callsOf(operation: Operation): fc.Arbitrary<Call> {
  const { method, isPublic, takesKey } = operation;
  return fc.record({
    method: mostly(fc.constant(method), fc.constantFrom(...METHODS), 19),
    path: fc.record(
      Object.fromEntries(operation.parameters('path').map(({ name }) => [name, ids])),
    ),
    query: queries(operation),
    token: isPublic
      ? fc.constant('none' as const)
      : mostly(
          fc.constant<Call['token']>('own'),
          fc.constantFrom('foreign', 'none', 'forged', 'cut', 'no token', 'long'),
        ),
    headers: headers(takesKey),
    body: bodies(operation.body),
  });
}

const ids = mostly<string | Live>(
  fc.record({ id: fc.constant('own' as const), pick: fc.nat(99) }),
  fc.oneof(
    hostileTexts,
    fc.record({ id: fc.constantFrom('foreign' as const, 'unknown' as const), pick: fc.nat(99) }),
  ),
  3,
);

const cursors: fc.Arbitrary<string | Live> = fc.oneof(
  hostileTexts,
  fc.stringMatching(/^(rec|tsk)_[0-9A-HJKMNP-TV-Z]{26}$/),
  fc.base64String({ maxLength: 100 }),
  fc.record({
    cursor: fc.constantFrom('own', 'foreign', 'other list', 'other query', 'cut', 'changed'),
  }) as fc.Arbitrary<Live>,
);

function queries(operation: Operation) {
  const fields = operation.parameters('query').map(({ name, schema }) => {
    if (name === 'cursor') return cursors.map(value => [name, value] as const);
    // A real wait would only wait.
    const usual = name === 'wait' ? fc.constant(0) : valuesOf(schema);
    return mostly(usual.map(String), hostileTexts, 3).map(value => [name, value] as const);
  });
  const unknown = fc.tuple(hostileTexts, hostileTexts);
  const any = fields.length > 0 ? mostly(fc.oneof(...fields), unknown) : unknown;
  // A name may come twice.
  return fc.oneof(
    { weight: fields.length > 0 ? 1 : 9, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(any, { maxLength: fields.length > 0 ? 3 : 1 }) },
  );
}

const headers = (takesKey: boolean) =>
  fc
    .record({
      type: mostly(fc.constant(JSON_TYPE), fc.constantFrom(...CONTENT_TYPES)),
      key: mostly(fc.constant(undefined), fc.constantFrom(...KEYS), takesKey ? 2 : 19),
    })
    .map(({ type, key }) => ({
      ...(type && { 'content-type': type }),
      ...(key !== undefined && { 'idempotency-key': key }),
    }));

function bodies(schema: Operation['body']): fc.Arbitrary<Buffer | undefined> {
  const none = fc.constant(undefined);
  const json = (value: unknown) => Buffer.from(written(value));
  if (!schema) return mostly(none, fc.oneof(fc.jsonValue().map(json), hostileBodies), 5);
  const valid = valuesOf(schema);
  return fc.oneof(
    { weight: 4, arbitrary: valid.map(json) },
    { weight: 8, arbitrary: valid.chain(spoiled).map(json) },
    { weight: 2, arbitrary: hostileBodies },
    { weight: 1, arbitrary: none },
  );
}
