import { auditRoutes } from './audit/routes.ts';
import { credentialRoutes } from './connections/routes.ts';
import { healthRoutes } from './health/routes.ts';
import type { Route } from './kernel/http/route.ts';
import { docsRoutes } from './openapi/routes.ts';
import { presetRoutes } from './publishing/presets/routes.ts';
import { recordingConfigRoutes } from './recordings/config/routes.ts';
import { editRoutes } from './recordings/edit/routes.ts';
import { mappingRoutes } from './recordings/mapping/routes.ts';
import { recordingRoutes } from './recordings/routes.ts';
import { runRoutes } from './recordings/runs/routes.ts';
import { uploadRoutes } from './recordings/uploads/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { sourceRoutes } from './sources/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { thumbnailRoutes } from './thumbnails/routes.ts';
import { keyRoutes } from './workspaces/keys/routes.ts';
import { peopleRoutes } from './workspaces/people/routes.ts';
import { accountRoutes } from './workspaces/routes.ts';

/** The routes that one Lambda answers. */
export type ApiFeature = {
  entry: `functions/${string}.ts`;
  /** The heading of its part of the documentation. */
  title: string;
  routes: readonly Route[];
};

/** The whole API: read by the API stack, the local cloud, the OpenAPI document and the tests. */
export const API: readonly ApiFeature[] = [
  { entry: 'functions/api/auth.ts', title: 'Accounts', routes: accountRoutes },
  { entry: 'functions/api/recordings.ts', title: 'Recordings', routes: recordingRoutes },
  { entry: 'functions/api/uploads.ts', title: 'Uploads of recordings', routes: uploadRoutes },
  { entry: 'functions/api/runs.ts', title: 'Runs of recordings', routes: runRoutes },
  { entry: 'functions/api/edits.ts', title: 'Edits of recordings', routes: editRoutes },
  { entry: 'functions/api/people.ts', title: 'Workspaces and people', routes: peopleRoutes },
  { entry: 'functions/api/keys.ts', title: 'API keys', routes: keyRoutes },
  { entry: 'functions/api/audit.ts', title: 'Audit log', routes: auditRoutes },
  {
    entry: 'functions/api/config.ts',
    title: 'Config of recordings',
    routes: [...settingsRoutes, ...recordingConfigRoutes],
  },
  {
    entry: 'functions/api/templates.ts',
    title: 'Templates',
    routes: [...templateRoutes, ...mappingRoutes],
  },
  {
    entry: 'functions/api/connections.ts',
    title: 'Accounts on platforms',
    routes: credentialRoutes,
  },
  { entry: 'functions/api/presets.ts', title: 'Destinations', routes: presetRoutes },
  { entry: 'functions/api/thumbnails.ts', title: 'Thumbnails', routes: thumbnailRoutes },
  { entry: 'functions/api/sources.ts', title: 'Sources', routes: sourceRoutes },
  { entry: 'functions/api/tasks.ts', title: 'Tasks', routes: taskRoutes },
  {
    entry: 'functions/api/docs.ts',
    title: 'About this API',
    routes: [...docsRoutes, ...healthRoutes],
  },
];

/**
 * The feature that answers every address that no row names (`$default`): it says 404 or 405 in
 * our own words, which the gateway cannot.
 */
export const FALLBACK_ENTRY = 'functions/api/docs.ts';
