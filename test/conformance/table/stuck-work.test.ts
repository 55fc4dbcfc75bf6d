import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { stuckWorkContract } from '../../contract/stuck-work.contract.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();

stuckWorkContract('stuck-work on the table', () => tablePorts(table()));

test('what only the account still counts is found, and given back', async () => {
  const { stuck, tasks } = tablePorts(table());
  const lost = { workspaceId: newWorkspaceId(), taskId: newId('task') };
  const { client, tableName } = table();
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: 'ACCOUNT', sk: 'ADMISSION' },
      UpdateExpression: 'ADD running :lost',
      ExpressionAttributeValues: { ':lost': new Set([`${lost.workspaceId}#${lost.taskId}`]) },
    }),
  );
  expect(await stuck.takenSlots()).toContainEqual(lost);
  await tasks.releaseSlot(lost);
  expect(await stuck.takenSlots()).not.toContainEqual(lost);
});
