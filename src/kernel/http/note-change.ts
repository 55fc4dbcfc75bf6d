import * as z from 'zod';
import type { Caller, Noted, Route } from './route.ts';
import type { RequestContext } from './use-cases.ts';

/** What somebody did, for whoever keeps a log of it. */
export type NotedChange = {
  action: string;
  target: string;
  after?: Readonly<Record<string, unknown>> | undefined;
};

export type NoteChange = (
  caller: Caller,
  change: NotedChange,
  request: RequestContext,
) => Promise<void>;

const Fields = z.record(z.string(), z.unknown());

/** Undefined where the call did not touch what is noted. */
export function changeOf(
  { action, after = [], onlyWith, made }: Noted,
  { path }: Pick<Route, 'path'>,
  input: object,
  result: unknown,
): NotedChange | undefined {
  const given = Fields.parse(input);
  // What is only looked at changes nothing.
  if (given.dry_run === true) return undefined;
  if (onlyWith !== undefined && given[onlyWith] === undefined) return undefined;
  const target = made ? fieldAt(result, made) : given[/\{(\w+_id)\}/.exec(path)?.[1] ?? ''];
  if (typeof target !== 'string') throw new TypeError(`${path} names nothing that it changes.`);
  const told = Object.entries(given).filter(
    ([name, value]) => after.includes(name) && value !== undefined,
  );
  return { action, target, ...(told.length > 0 && { after: Object.fromEntries(told) }) };
}

const fieldAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => Fields.safeParse(at).data?.[name], value);
