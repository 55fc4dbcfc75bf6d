import { sqsError } from './errors.ts';
import type { Queue } from './queues.ts';
import { expired, messageInFlight } from './receipt.ts';
import type { Sqs } from './sqs.ts';

const MAX_VISIBILITY_SECONDS = 43_200;

/** Deleting what is already gone succeeds, so that a retry of a delete does. */
export function deleteMessage(sqs: Sqs, queue: Queue, handle: string) {
  const inFlight = messageInFlight(sqs, queue, handle);
  if (inFlight) sqs.sql('DELETE FROM messages WHERE sequence = ?').run(inFlight.sequence);
}

/** Counts from now; the whole time from the receive on is bounded by twelve hours. */
export function changeVisibility(sqs: Sqs, queue: Queue, handle: string, seconds: number) {
  if (seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
    throw sqsError(
      'InvalidParameterValue',
      `VisibilityTimeout must be between 0 and ${MAX_VISIBILITY_SECONDS}.`,
    );
  }
  const inFlight = messageInFlight(sqs, queue, handle);
  if (!inFlight) throw expired(handle);
  const now = sqs.now();
  if (inFlight.visible_at <= now) {
    throw sqsError('MessageNotInflight', 'The message referred to is not in flight.');
  }
  const visibleAt = now + seconds * 1000;
  if (visibleAt > (inFlight.received_at ?? now) + MAX_VISIBILITY_SECONDS * 1000) {
    throw sqsError(
      'InvalidParameterValue',
      `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_SECONDS} seconds].`,
    );
  }
  sqs
    .sql('UPDATE messages SET visible_at = ? WHERE sequence = ?')
    .run(visibleAt, inFlight.sequence);
}
