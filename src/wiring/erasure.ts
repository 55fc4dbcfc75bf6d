import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { endRecordings } from '../adapters/dynamodb/erasure/end-recordings.ts';
import { removeWorkspaceRows } from '../adapters/dynamodb/erasure/workspace-rows.ts';
import { taskRepository } from '../adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '../adapters/dynamodb/recordings/recording-repository.ts';
import { openS3 } from '../adapters/s3/client.ts';
import { workspaceFiles } from '../adapters/s3/workspace-files.ts';
import type { WorkspaceContents } from '../workspaces/erasure/ports.ts';
import { commandPort } from './commands.ts';
import { environment } from './environment.ts';

const name = z.string().min(1);

/** All that a workspace has, for whoever erases it. */
export function workspaceContents(table: Table): WorkspaceContents {
  const { MEDIA_BUCKET: media, PUBLISHED_BUCKET: published } = environment({
    MEDIA_BUCKET: name,
    PUBLISHED_BUCKET: name,
  });
  const ports = {
    ...commandPort(),
    recordings: recordingRepository(table),
    tasks: taskRepository(table),
    clock: Date.now,
  };
  return {
    endRecordings: endRecordings(table, ports),
    removeFiles: workspaceFiles(openS3(), { media, published }),
    removeRows: workspaceId => removeWorkspaceRows(table, workspaceId),
  };
}
