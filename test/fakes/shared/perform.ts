import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, html, json } from './answer.ts';
import { type Exchange, RequestCut } from './exchange.ts';
import type { Fault } from './faults.ts';
import type { Operation } from './operations.ts';

type Refusal = (reason: string) => Answer;

type Performance = {
  exchange: Exchange;
  handle: Operation['handle'];
  refusal: Refusal;
  toAnswer: (error: unknown) => Answer | undefined;
};

/** Carries out an operation, or its fault. Undefined cuts the connection. */
export async function perform({
  exchange,
  handle,
  refusal,
  toAnswer,
}: Performance): Promise<Answer | undefined> {
  const { fault } = exchange;
  const instead = fault && INSTEAD[fault.kind];
  if (instead) return instead(fault, refusal);
  if (fault?.kind === 'delay') await sleep(fault.delay_ms ?? 0);
  try {
    const answer = await handle(exchange);
    if (fault?.kind === 'lose_answer') return undefined;
    if (fault?.kind !== 'add_headers') return answer;
    return { ...answer, headers: { ...answer.headers, ...fault.headers } };
  } catch (error) {
    if (error instanceof RequestCut) return error.fault && asOrdered(error.fault, refusal);
    return toAnswer(error) ?? bug(error);
  }
}

/** Faults in whose place nothing else happens. */
const INSTEAD: Record<string, (fault: Fault, refusal: Refusal) => Answer | undefined> = {
  refuse: asOrdered,
  status: (fault, refusal) => asOrdered({ ...fault, status: fault.status ?? 503 }, refusal),
  html: () => html('<!doctype html><title>Sign in</title><p>Please sign in.'),
  drop: () => undefined,
};

/** With a reason it is the platform's own error, with a status what the fault says; else a cut. */
function asOrdered(fault: Fault, refusal: Refusal): Answer | undefined {
  const { reason, status, headers = {}, body = '' } = fault;
  const answer = reason === undefined ? status && { status, body } : refusal(reason);
  if (!answer) return undefined;
  const own: Answer = answer;
  return { ...own, headers: { ...own.headers, ...headers } };
}

/** A bug must not look like a refusal of the platform. */
const bug = (error: unknown) =>
  json({ fake_bug: error instanceof Error ? (error.stack ?? error.message) : error }, 599);
