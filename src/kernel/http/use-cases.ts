import * as z from 'zod';
import type { PersonalRight } from './rights.ts';
import type { Caller, Person, Route } from './route.ts';

/** What a use case may know of the request that started it. */
export type RequestContext = {
  requestId: string;
  /** The client's address as the gateway saw it. */
  ip: string;
  /**
   * A ULID that names this operation: the same for every repeat under one `Idempotency-Key`, also
   * after a crash. An id built from it, inserted on condition, makes a repeat find its own work.
   */
  operationId: string;
  /** Aborted when the time of the function runs out and a 503 is sent: stop waiting. */
  signal: AbortSignal;
};

/** A success that is not JSON. Text goes out as UTF-8. */
export const Content = z.object({
  body: z.union([z.string(), z.custom<Uint8Array>(value => value instanceof Uint8Array)]),
  headers: z.record(z.string(), z.string()).optional(),
});
export type Content = z.infer<typeof Content>;

type Parsed<Row, Part extends 'params' | 'query' | 'body'> = Row extends {
  [P in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : unknown;

/** `{...body, ...query, ...params}`, each parsed by the row's own schema. */
export type InputOf<Row> = Parsed<Row, 'params'> & Parsed<Row, 'query'> & Parsed<Row, 'body'>;

type CallerOf<Row> = Row extends { public: true }
  ? undefined
  : Row extends { right: PersonalRight }
    ? Person
    : Caller;

type ResultOf<Row> = Row extends { contentType: string }
  ? Content
  : Row extends { response: infer Schema extends z.ZodType }
    ? z.input<Schema> | PreviewOf<Row>
    : unknown;

type PreviewOf<Row> = Row extends { preview: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;

export type UseCase<Row> = (
  caller: CallerOf<Row>,
  input: InputOf<Row>,
  request: RequestContext,
) => Promise<ResultOf<Row>>;

/** One use case for every row, by the row's `use`: a missing or misspelt one does not compile. */
export type UseCases<Routes extends readonly Route[]> = {
  [Row in Routes[number] as Row['use']]: UseCase<Row>;
};

/**
 * Any use case, for the dispatcher. The method syntax makes parameters bivariant: `UseCases` has
 * already proved that each takes exactly what its row's schemas parse.
 */
export type AnyUseCase = {
  run(caller: Caller | undefined, input: unknown, request: RequestContext): Promise<unknown>;
}['run'];
