import { expect, test } from 'vitest';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import type { StageName } from '../../../../src/pipelines/recording.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { sampleTemplate } from '../../../support/sample-template.ts';

/** A running task over a recording that has a template, in a workspace of Berlin. */
function world(requestConfig?: Record<string, unknown>) {
  const it = memoryPorts({ ...(requestConfig && { task: { requestConfig } }) });
  const { workspaceId } = it.key;
  const template = sampleTemplate({ workspaceId });
  it.recording.templateId = template.templateId;
  it.templateRows.rows.set(template.templateId, template);
  it.settingRows.zones.set(workspaceId, 'Europe/Berlin');
  const settings = { workspaceId, overrides: {}, version: 1, updatedAt: 1 };
  const setWorkspace = (overrides: Record<string, unknown>) =>
    it.settingRows.rows.set(workspaceId, { ...settings, overrides });
  const context = (stage: StageName = 'analyze') => stageContext(it.ports)(it.run, stage);
  return { ...it, template, setWorkspace, context };
}

const pause = (min_pause_seconds: number) => ({ trim: { min_pause_seconds } });

test('a stage goes by the strongest layer that sets a field', async () => {
  const it = world(pause(6));
  const seen = async () => (await it.context()).config.trim;
  expect(await seen()).toMatchObject({ min_pause_seconds: 6 });
  it.setWorkspace({ trim: { min_pause_seconds: 3, margin_seconds: 1 } });
  it.template.processingConfig = pause(4);
  it.recording.configOverrides = pause(5);
  it.task.requestConfig = undefined;
  expect(await seen()).toMatchObject({ min_pause_seconds: 5, margin_seconds: 1 });
  it.recording.configOverrides = {};
  expect(await seen()).toMatchObject({ min_pause_seconds: 4, margin_seconds: 1 });
  it.template.deletedAt = 1;
  expect(await seen()).toMatchObject({ min_pause_seconds: 3, margin_seconds: 1 });
  it.settingRows.rows.clear();
  expect(await seen()).toMatchObject({ min_pause_seconds: 2, margin_seconds: 0.25 });
});

test('a template is read live: its change counts for the next stage', async () => {
  const it = world();
  const before = await it.context('metadata');
  it.template.metadataConfig = { title_template: 'Lecture {display_name}' };
  const after = await it.context('metadata');
  expect(after.config).toMatchObject({ metadata: { title_template: 'Lecture {display_name}' } });
  expect(after.fingerprint).not.toBe(before.fingerprint);
});

test('whoever sets it: an equal config has an equal fingerprint', async () => {
  type World = ReturnType<typeof world>;
  const ways: ((it: World) => void)[] = [
    it => it.setWorkspace(pause(4)),
    it => Object.assign(it.template, { processingConfig: pause(4) }),
    it => Object.assign(it.recording, { configOverrides: pause(4) }),
    it => Object.assign(it.task, { requestConfig: pause(4) }),
  ];
  const prints = ways.map(async set => {
    const it = world();
    set(it);
    return (await it.context()).fingerprint;
  });
  expect(new Set(await Promise.all(prints)).size).toBe(1);
});

test('times are written in the zone of the workspace, unless something says another', async () => {
  const it = world();
  const zone = async () => (await it.context('metadata')).config.metadata;
  expect(await zone()).toMatchObject({ time_zone: 'Europe/Berlin' });
  it.setWorkspace({ metadata: { time_zone: 'Asia/Tokyo' } });
  expect(await zone()).toMatchObject({ time_zone: 'Asia/Tokyo' });
});

test('the order of a run follows from all layers, too', async () => {
  const it = world({ picture: { burn_in: { enabled: true } } });
  const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
  expect(await plan(it.run)).toMatchObject({ waits: true });
  it.task.requestConfig = undefined;
  expect(await plan(it.run)).toMatchObject({ waits: false });
});

test('a template without upload leaves publishing out', async () => {
  const it = world();
  const output = { preset_ids: ['library' as const], auto_upload: false, upload_captions: true };
  it.template.outputConfig = output;
  const { stage, config } = await it.context('publish');
  expect(stage.enabled?.(config)).toBe(false);
  it.template.outputConfig = { ...output, auto_upload: true };
  const again = await it.context('publish');
  expect(stage.enabled?.(again.config)).toBe(true);
});
