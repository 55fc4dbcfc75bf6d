import type { WorkspaceId } from '../kernel/ids.ts';
import type { Subscription } from './plans.ts';

export type Subscriptions = { find: (workspaceId: WorkspaceId) => Promise<Subscription> };
