import { z } from 'zod';
import type { Access } from '../../emulators/iam/decide.ts';
import type { SfnOperation } from './operations.ts';
import type { TokenDesk } from './tokens.ts';

const Named = z.union([
  z.object({ executionArn: z.string() }).transform(({ executionArn }) => executionArn),
  z.object({ stateMachineArn: z.string() }).transform(({ stateMachineArn }) => stateMachineArn),
]);
const Answer = z.object({ taskToken: z.string() });

/**
 * What each operation has to be allowed for: its own name, on the machine or run it is about. Who
 * answers a waiting state needs a right to the machine; a token that was never given out has none,
 * and is refused as such.
 */
export const sfnAccess =
  (tokens: TokenDesk) =>
  (name: SfnOperation, input: unknown): Access[] => {
    const action = `states:${name}`;
    const answer = Answer.safeParse(input).data;
    if (!answer) return [{ action, resource: Named.safeParse(input).data ?? '*' }];
    const execution = tokens.executionOf(answer.taskToken);
    return execution === undefined ? [] : [{ action, resource: machineOf(execution) }];
  };

const machineOf = (executionArn: string) =>
  executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':');
