import type { WorkspaceId } from '../platform/ids.ts';
import type { Subscription } from './plans.ts';

export type Subscriptions = { find: (workspaceId: WorkspaceId) => Promise<Subscription> };
