import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../../local/demo/account.ts';
import { followTask } from '../../local/demo/follow-task.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import { subscriptionEntity } from '../../src/adapters/dynamodb/plans/subscription-entity.ts';
import { trustedWorkspaceId } from '../../src/kernel/ids.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { beeps, clip, flashes, lavfi } from '../media/support/clips.ts';
import { beepStarts, flashStarts } from '../media/support/measure-markers.ts';
import {
  eventually,
  everything,
  expectPublishedOnce,
  follow,
  leftBehind,
  serviceClients,
} from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';

const RATE = 25;
const MARKERS = { at: [1, 4.4, 8, 13, 17.6], seconds: 0.2 };
const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'];
/** Heard as sound because there is a pause beside it; the pause is cut. */
const HUM = "aeval='val(0)+0.05*sin(2*PI*300*t)*(lt(t,8.6)+gt(t,12.4))'";
const TASKS = 3;

const folder = mkdtempSync(join(tmpdir(), 'castline-tasks-'));
const subtitles = join(folder, 'talk.srt');
let file: string;
let cloud: TestCloud;

beforeAll(async () => {
  const picture = lavfi(flashes(MARKERS, { rate: `${RATE}`, size: '640x360' }));
  file = clip(folder, 'talk.mp4', [...picture, ...lavfi(`${beeps(MARKERS)},${HUM}`), ...HEVC]);
  writeFileSync(subtitles, '1\n00:00:01,000 --> 00:00:03,000\nA word.\n');
  const environment = { RENDER_TASK_SECONDS: '5', HEARTBEAT_SECONDS: '10' };
  cloud = await startTestCloud({ environment });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

/** Uploads the clip into a new workspace whose plan lets several tasks share a render. */
async function uploadOnPro() {
  const before = new Set(await workspaces());
  const api = await signUp(cloud.apiUrl);
  const [workspaceId = ''] = (await workspaces()).filter(id => !before.has(id));
  const { rows: client } = serviceClients(cloud);
  const tables = await client.send(new ListTablesCommand({}));
  const table = subscriptionEntity({ client, tableName: tables.TableNames?.[0] ?? '' });
  const agreed = { capability: 'recordings', custom: {}, payAsYouGo: false, version: 1 } as const;
  const key = { workspaceId: trustedWorkspaceId(workspaceId) };
  await table.put({ ...key, ...agreed, plan: 'pro' }).go();
  const recording = await uploadRecording(api, { file, subtitles, onBytes: () => undefined });
  return { api, recording };
}

async function workspaces() {
  const { rows } = await everything(cloud);
  return rows.flatMap(({ sk, workspaceId }) => (sk === 'WORKSPACE' ? String(workspaceId) : []));
}

/** The workers that make parts: no other render has several at a time. */
const parts = () =>
  eventually(() => {
    const found = cloud.runningTasks().filter(({ stage }) => stage === 'render');
    return found.length >= 2 ? found : undefined;
  });

/** How often a run of the state machine told a worker to make a part. */
async function ordersOfParts(taskId: string) {
  const { endpoints, credentials, region } = cloud;
  const client = new SFNClient({ endpoint: endpoints.sfn, credentials, region });
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const machine = stateMachines[0]?.stateMachineArn ?? '';
  const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${taskId}`;
  const history = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
  const { events = [] } = await client.send(history);
  const orders = events.map(event => event.taskScheduledEventDetails?.parameters ?? '');
  return orders.filter(order => order.includes('"PART"')).length;
}

const interim = async () => (await everything(cloud)).keys.filter(key => key.includes('/interim/'));

test('three workers share a render, one of them is killed, and one result comes of it', async () => {
  const { api, recording } = await uploadOnPro();
  // The newest: the first of them may be the run that asked, on its way out.
  const victim = (await parts()).at(-1);
  kill(-(victim?.pid ?? 0), 'SIGKILL');
  const seen: number[] = [];
  const onNews = ({ stages }: TaskView) => void seen.push(stages.render ?? 0);
  const { recording_id: id, last_task_id: taskId } = recording;
  const details = await followTask(api, id, taskId ?? '', onNews);

  await expectPublishedOnce(cloud, details);
  expect(await ordersOfParts(taskId ?? '')).toBe(TASKS + 1);
  const render = details.stages.find(({ name }) => name === 'render');
  expect(render).toMatchObject({ attempts: 1, facts: { method: 'encode', tasks: TASKS } });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await interim()).toEqual([]);

  const page = await (await fetch(details.watch_url ?? '')).text();
  const [, source = ''] = /<(?:video|source)[^>]* src="([^"]+)"/.exec(page) ?? [];
  const video = await fetch(new URL(source, details.watch_url ?? ''));
  const path = join(folder, 'result.mp4');
  writeFileSync(path, new Uint8Array(await video.arrayBuffer()));
  const flashed = flashStarts(path, RATE);
  expect(flashed).toHaveLength(MARKERS.at.length);
  const late = beepStarts(path).map((beep, at) => Math.abs(beep - (flashed[at] ?? 9)));
  expect(late).toHaveLength(MARKERS.at.length);
  for (const distance of late) expect(distance).toBeLessThan(0.001);
});

test('a cancel stops all parts; the next run makes only what is missing', async () => {
  const { api, recording } = await uploadOnPro();
  const path = `/v1/recordings/${recording.recording_id}`;
  await parts();
  await api.post(`${path}/cancel`, TaskView);
  const stopped = await follow(api, recording);
  expect(stopped).toMatchObject({ status: 'DOWNLOADED', failure: null });
  await eventually(() => (cloud.runningTasks().length === 0 ? true : undefined));
  expect(await leftBehind(cloud)).toMatchObject({ slots: [] });
  expect(await interim()).toContainEqual(expect.stringMatching(/plan\.json$/));

  const { task_id: last_task_id } = await api.post(`${path}/process`, TaskView, {});
  const details = await follow(api, { ...recording, last_task_id });
  await expectPublishedOnce(cloud, details);
  const render = details.stages.find(({ name }) => name === 'render');
  expect(render?.facts).toMatchObject({ tasks: TASKS });
  expect(await interim()).toEqual([]);
});
