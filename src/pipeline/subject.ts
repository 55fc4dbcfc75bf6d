import type { WorkspaceId } from '../kernel/ids.ts';

/** What the engine works on: one item of a kind (`recording`, later `project`), in its workspace. */
export type Subject = { workspaceId: WorkspaceId; kind: string; id: string };
