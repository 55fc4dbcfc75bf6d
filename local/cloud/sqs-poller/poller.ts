import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Functions } from '../lambda/functions.ts';
import { doneMessages, toSqsEvent } from './batch.ts';
import type { Mapping } from './mapping.contract.ts';

export type PollerOptions = {
  mapping: Mapping;
  /** With the keys of the function's role: Lambda reads the queue on its behalf. */
  client: SQSClient;
  functions: Functions;
  region: string;
  log: (line: string) => void;
};

const RECEIVE_LIMIT = 10;
const LONG_POLL_SECONDS = 20;
/** After a failure to reach the queue or the function, so that a lasting one floods no log. */
const PAUSE_MS = 1000;

/**
 * Feeds a function from its queue: one loop waits for messages, and hands each batch to the
 * function while it waits for the next, up to the mapping's concurrency.
 */
export function startPoller(options: PollerOptions): { stop: () => Promise<void> } {
  const { mapping, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const atWork = new Set<Promise<void>>();

  // What is interrupted by the end is delivered again at the next start: no news.
  const report = (line: string) => {
    if (!signal.aborted) log(line);
  };
  const loop = async () => {
    while (!signal.aborted) {
      const messages = await collect(options, signal).catch(error => failed(error));
      if (messages.length === 0) continue;
      const work: Promise<void> = handle({ ...options, log: report }, messages)
        .catch(error => report(`${mapping.functionArn}: ${error}`))
        .finally(() => atWork.delete(work));
      atWork.add(work);
      if (atWork.size >= mapping.concurrency) await Promise.race(atWork);
    }
  };
  const failed = async (error: unknown): Promise<Message[]> => {
    report(`${mapping.queueUrl}: ${error}`);
    if (!signal.aborted) await delay(PAUSE_MS);
    return [];
  };

  const running = loop();
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { stop };
}

/** A first message, and what else arrives within the batch window. */
async function collect(options: PollerOptions, signal: AbortSignal): Promise<Message[]> {
  const { batchSize, batchWindowSeconds } = options.mapping;
  const messages = await receive(options, signal, batchSize, LONG_POLL_SECONDS);
  const closesAt = Date.now() + batchWindowSeconds * 1000;
  while (messages.length > 0 && messages.length < batchSize && Date.now() < closesAt) {
    const waitSeconds = Math.ceil((closesAt - Date.now()) / 1000);
    messages.push(...(await receive(options, signal, batchSize - messages.length, waitSeconds)));
  }
  return messages;
}

async function receive(
  { client, mapping }: PollerOptions,
  abortSignal: AbortSignal,
  most: number,
  WaitTimeSeconds: number,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: mapping.queueUrl,
    MaxNumberOfMessages: Math.min(most, RECEIVE_LIMIT),
    WaitTimeSeconds: Math.min(WaitTimeSeconds, LONG_POLL_SECONDS),
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal })).Messages ?? [];
}

async function handle(
  { client, mapping, functions, region, log }: PollerOptions,
  messages: Message[],
) {
  const event = toSqsEvent(messages, mapping.queueArn, region);
  const invocation = await functions.invoke(mapping.functionArn, event);
  if (invocation.error) log(`${mapping.functionArn}: ${invocation.payload}`);
  const done = doneMessages(messages, invocation, mapping);
  for (let start = 0; start < done.length; start += RECEIVE_LIMIT) {
    const Entries = done.slice(start, start + RECEIVE_LIMIT).map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
    }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries }));
  }
}
