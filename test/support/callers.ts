import type { Role } from '../../src/kernel/http/rights.ts';
import type { Person } from '../../src/kernel/http/route.ts';
import { newId } from '../../src/kernel/ids.ts';
import { newWorkspaceId } from './samples.ts';

/** Somebody who logged in. */
export const personOf = (workspaceId = newWorkspaceId(), role: Role = 'owner'): Person => ({
  kind: 'person',
  userId: newId('user'),
  workspaceId,
  role,
  isOperator: false,
  sessionId: newId('session'),
});

export const REQUEST = {
  requestId: 'req_1',
  ip: '127.0.0.1',
  operationId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  signal: new AbortController().signal,
};
