import { z } from 'zod';
import type { Peer } from '../wire/exchange.ts';
import type { MessageRow } from './message.contract.ts';
import { numberOf } from './queue-attributes.ts';
import { findQueue, queueAt } from './queues.ts';
import { putBack, takeMessages } from './receive.ts';
import { received } from './received.ts';
import type { Sqs } from './sqs.ts';
import type { Waiters } from './waiting.ts';

export const ReceiveMessage = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  MessageAttributeNames: z.array(z.string()).default([]),
});
type ReceiveMessage = z.infer<typeof ReceiveMessage>;

/**
 * Answers as soon as there is something, or empty when the waiting time is over. If the caller
 * leaves first, it waits no more, and what it was just given goes back.
 */
export function receiveMessage(sqs: Sqs, waiters: Waiters, input: ReceiveMessage, peer: Peer) {
  const { name, attributes } = queueAt(sqs, input.QueueUrl);
  const waitSeconds =
    input.WaitTimeSeconds ?? numberOf(attributes, 'ReceiveMessageWaitTimeSeconds');
  return new Promise<object>((resolve, reject) => {
    let taken: MessageRow[] = [];
    let stopWaiting = () => {};
    const finish = () => {
      stopWaiting();
      resolve(answerOf(sqs, input, taken));
    };
    const attempt = () => {
      taken = take(sqs, name, input);
      if (taken.length > 0) finish();
      return taken.length > 0;
    };
    peer.onGone(() => {
      const lost = taken;
      taken = [];
      finish();
      putBackIfPossible(sqs, name, lost);
    });
    const attemptLater = () => {
      try {
        return attempt();
      } catch (error) {
        stopWaiting();
        reject(error);
        return false;
      }
    };
    if (attempt() || waitSeconds === 0) return finish();
    stopWaiting = waitIn(waiters, name, { attempt: attemptLater, finish, waitSeconds });
  });
}

/** On a full disk it cannot be: the messages then show again when their timeout runs out. */
function putBackIfPossible(sqs: Sqs, queueName: string, messages: readonly MessageRow[]) {
  try {
    putBack(sqs, queueName, messages);
  } catch (error) {
    process.stderr.write(`local cloud: ${queueName}: ${error}\n`);
  }
}

function waitIn(
  waiters: Waiters,
  queueName: string,
  waiter: { attempt: () => boolean; finish: () => void; waitSeconds: number },
) {
  const leave = waiters.enter(queueName, waiter);
  const timer = setTimeout(waiter.finish, waiter.waitSeconds * 1000);
  return () => {
    clearTimeout(timer);
    leave();
  };
}

function take(sqs: Sqs, queueName: string, input: ReceiveMessage) {
  // Read anew at every attempt: its settings may have changed, or it may be gone.
  const queue = findQueue(sqs, queueName);
  if (!queue) return [];
  return takeMessages(sqs, queue, {
    most: input.MaxNumberOfMessages,
    visibilitySeconds: input.VisibilityTimeout ?? numberOf(queue.attributes, 'VisibilityTimeout'),
  });
}

function answerOf(sqs: Sqs, input: ReceiveMessage, taken: readonly MessageRow[]) {
  const wanted = {
    system: [...input.AttributeNames, ...input.MessageSystemAttributeNames],
    attributes: input.MessageAttributeNames,
  };
  // An empty answer has no list at all, as on AWS: consumers must cope with that.
  return taken.length > 0 ? { Messages: taken.map(row => received(sqs, row, wanted)) } : {};
}
