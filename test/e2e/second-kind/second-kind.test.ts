import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '../../../local/cloud/synth.ts';
import { subjectEntity } from '../../../src/adapters/dynamodb/pipeline/subject-entity.ts';
import { sqsCommands } from '../../../src/adapters/sqs/commands.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { stagesPrefix } from '../../../src/pipeline/object-keys.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import { cancelTask } from '../../../src/pipeline/tasks/cancel-task.ts';
import { startTask } from '../../../src/pipeline/tasks/start-task.ts';
import { isOver, type Task, taskKey } from '../../../src/pipeline/tasks/task.ts';
import { eventually, everything, serviceClients } from '../../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { noteEngine } from './note-engine.ts';
import { NOTE } from './note-pipeline.ts';

/**
 * The engine knows kinds, not products: a kind that only this folder defines goes through all that a
 * recording goes through, on the same table, queue, state machine and functions.
 */
let templates: string;
let cloud: TestCloud;
let engine: Awaited<ReturnType<typeof openEngine>>;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), 'castline-second-kind-'));
  const app = 'test/e2e/second-kind/app.ts';
  await synthesize(join(templates, 'out'), () => undefined, { app });
  cloud = await startTestCloud({ templates: join(templates, 'out') });
  engine = await openEngine();
});
afterAll(async () => {
  await cloud.stop();
  await rm(templates, { recursive: true });
});

/** The engine as an API would have it: rows to write and a queue to ask over. */
async function openEngine() {
  const { endpoints, credentials, region } = cloud;
  const { rows: client } = serviceClients(cloud);
  const { TableNames: [tableName = ''] = [] } = await client.send(new ListTablesCommand({}));
  const sqs = new SQSClient({ endpoint: endpoints.sqs, credentials, region });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const url = QueueUrls.find(queue => /admission/i.test(queue) && !/dead|dlq/i.test(queue)) ?? '';
  const table = { client, tableName };
  return { table, ...noteEngine(table), commands: sqsCommands(url, sqs) };
}

async function newNote(workspaceId = newWorkspaceId()): Promise<Subject> {
  const id = newId('request');
  const row = { workspaceId, id, status: 'EMPTY', configOverrides: {}, updatedAt: 1 };
  await subjectEntity(engine.table, NOTE).create(row).go();
  return { workspaceId, kind: NOTE, id };
}

/** Nobody counts notes. */
const quotas = { chargeOf: async () => undefined, priorityOf: async () => 0 };

const start = (note: Subject, config: object = {}, from?: string[]) =>
  startTask({ ...engine, quotas })(note, { configOverrides: { ...config }, ...(from && { from }) });

const ended = (task: Task) =>
  eventually(async () => {
    const found = await engine.tasks.find(taskKey(task));
    return found && isOver(found) ? found : undefined;
  });

const run = async (note: Subject, config: object = {}) => ended(await start(note, config));

const stagesOf = async (note: Subject) =>
  Object.fromEntries((await engine.stages.list(note)).map(state => [state.stage, state]));

async function textOf(note: Subject, kind: string) {
  const { s3 } = serviceClients(cloud);
  const states = await stagesOf(note);
  const made = (await engine.artifacts.list(note)).find(
    file => file.kind === kind && file.fingerprint === states[file.stage]?.madeFingerprint,
  );
  const bucket = cloud.outputs.MediaBucketName ?? '';
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: made?.key ?? '' }));
  return object.Body?.transformToString();
}

const objectsOf = async (note: Subject) =>
  (await everything(cloud)).keys.filter(key => key.startsWith(stagesPrefix(note)));

describe('a note', () => {
  test('is queued, admitted and run to its end', async () => {
    const note = await newNote();
    const task = await start(note, { draft: { text: 'hello' } });
    expect(task).toMatchObject({ status: 'QUEUED', subject: note });
    expect(await ended(task)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { draft: 100, polish: 100 },
    });
    expect(await engine.subjects.find(note)).toMatchObject({
      status: 'DONE',
      activeTaskId: undefined,
    });
    expect(await textOf(note, 'polished')).toBe('hello');
  });

  test('waits in the queue while another has the only slot', async () => {
    const first = await newNote();
    const holding = await start(first, { draft: { waits: true } });
    await eventually(async () =>
      (await engine.tasks.find(taskKey(holding)))?.status === 'RUNNING' ? true : undefined,
    );
    const waiting = await start(await newNote(first.workspaceId));
    const queued = await engine.tasks.listQueued(first.workspaceId);
    expect(queued).toMatchObject([{ taskId: waiting.taskId }]);
    await cancelTask(engine)(taskKey(holding));
    expect((await ended(waiting)).status).toBe('SUCCEEDED');
  });

  test('is cancelled amid its work and stays as it came', async () => {
    const note = await newNote();
    const task = await start(note, { draft: { waits: true } });
    await eventually(async () =>
      (await engine.tasks.find(taskKey(task)))?.progress.draft ? true : undefined,
    );
    await cancelTask(engine)(taskKey(task));
    expect((await ended(task)).status).toBe('CANCELLED');
    expect(await engine.subjects.find(note)).toMatchObject({ status: 'EMPTY' });
    expect((await run(note)).status).toBe('SUCCEEDED');
  });

  test('is retried from where it failed, without the work that is done', async () => {
    const note = await newNote();
    const failed = await run(note, { polish: { fails: true } });
    expect(failed).toMatchObject({ status: 'FAILED', failure: { stage: 'polish' } });
    expect(await engine.subjects.find(note)).toMatchObject({ status: 'BROKEN' });
    const draft = (await stagesOf(note)).draft?.madeFingerprint;
    const again = await ended(await start(note, {}, ['BROKEN']));
    expect(again.status).toBe('SUCCEEDED');
    expect((await stagesOf(note)).draft).toMatchObject({ reused: true, madeFingerprint: draft });
    await expect(start(note, {}, ['BROKEN'])).rejects.toMatchObject({ code: 'illegal_transition' });
  });

  test('is tidied: what a newer result replaced goes', async () => {
    const note = await newNote();
    await run(note, { draft: { text: 'words' } });
    const [first] = (await engine.artifacts.list(note)).filter(({ kind }) => kind === 'polished');
    await run(note, { draft: { text: 'words' }, polish: { shout: true } });
    expect(await textOf(note, 'polished')).toBe('WORDS');
    const left = await eventually(async () => {
      const keys = await objectsOf(note);
      return keys.length === 2 ? keys : undefined;
    });
    expect(left).not.toContain(first?.key);
    expect(await engine.artifacts.list(note)).toHaveLength(2);
  });

  test('is erased with all that was made of it; another one stays', async () => {
    const [note, other] = [await newNote(), await newNote()];
    await Promise.all([run(note), run(other)]);
    await engine.commands.send({ command: 'erase', subject: note });
    await eventually(async () =>
      (await engine.subjects.find(note)) === undefined ? true : undefined,
    );
    expect(await objectsOf(note)).toEqual([]);
    expect(await engine.stages.list(note)).toEqual([]);
    expect(await engine.artifacts.list(note)).toEqual([]);
    expect(await objectsOf(other)).toHaveLength(2);
    expect(await engine.subjects.find(other)).toMatchObject({ status: 'DONE' });
  });
});
