import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { trustedWorkspaceId } from '../../kernel/ids.ts';
import type { Command } from '../../pipeline/ports.ts';

/** Asks over a queue, so that the asker may die the moment after. */
export function sqsCommands<Asked = Command>(queueUrl: string, client = new SQSClient({})) {
  return {
    async send(command: Asked) {
      const MessageBody = JSON.stringify(command);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
  };
}

const workspaceId = z.string().transform(trustedWorkspaceId);

const Message = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('admit'), workspaceId }),
  z.strictObject({ command: z.literal('cancel'), workspaceId, taskId: z.string() }),
  z.strictObject({ command: z.literal('erase'), workspaceId, recordingId: z.string() }),
  z.strictObject({ command: z.literal('tidy'), workspaceId, recordingId: z.string() }),
]);

/** The other end of the queue. Only our own functions may send to it. */
export const readCommand = (body: string): Command => Message.parse(JSON.parse(body));
