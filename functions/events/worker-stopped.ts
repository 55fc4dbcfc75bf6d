import { taskToken } from '../../src/adapters/stepfunctions/task-token.ts';
import { answerForDead } from '../../src/adapters/stepfunctions/worker-stopped.ts';

export const handler = answerForDead(token => taskToken(token));
