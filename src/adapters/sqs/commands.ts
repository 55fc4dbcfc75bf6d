import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../../kernel/ids.ts';
import type { Command } from '../../pipeline/ports.ts';

/** Asks over a queue, so that the asker may die the moment after. */
export function sqsCommands<Sent = Command>(queueUrl: string, client = new SQSClient({})) {
  return {
    async send(command: Sent) {
      const MessageBody = JSON.stringify(command);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
  };
}

const workspaceId = z.string().transform(trustedWorkspaceId);
const Text = z.string().min(1);
const subject = z.strictObject({ workspaceId, kind: Text, id: Text });

const Message = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('admit'),
    workspaceId,
    taskId: idSchema('task').optional(),
  }),
  z.strictObject({ command: z.literal('cancel'), workspaceId, taskId: idSchema('task') }),
  z.strictObject({ command: z.literal('erase'), subject }),
  z.strictObject({ command: z.literal('expire'), subject }),
  z.strictObject({ command: z.literal('tidy'), subject }),
]);

/** The other end of the queue. Only our own functions may send to it. */
export const readCommand = (body: string): Command => Message.parse(JSON.parse(body));
