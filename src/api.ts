import { taskRoutes } from './pipeline/routes.ts';
import type { Route } from './platform/route.ts';
import { recordingRoutes } from './recordings/routes.ts';

/** A part of the API: its routes, and the one Lambda that answers them. */
export type ApiFeature = {
  feature: string;
  entry: `functions/${string}.ts`;
  routes: readonly Route[];
};

/**
 * The whole API, read by the API stack, the local cloud, the OpenAPI document and the tests.
 * Size, rights and alarm of each entry are in `lib/functions.ts`.
 */
export const API = [
  { feature: 'recordings', entry: 'functions/recordings.ts', routes: recordingRoutes },
  { feature: 'tasks', entry: 'functions/tasks.ts', routes: taskRoutes },
] as const satisfies readonly ApiFeature[];
