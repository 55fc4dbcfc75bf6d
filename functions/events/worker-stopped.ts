import { answerForDead } from '../../src/adapters/stepfunctions/worker-stopped.ts';

export const handler = answerForDead;
