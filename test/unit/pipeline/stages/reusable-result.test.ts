import { expect, test } from 'vitest';
import { beginStage } from '../../../../src/pipeline/stages/begin-stage.ts';
import { executeStage } from '../../../../src/pipeline/stages/execute-stage.ts';
import { failStage } from '../../../../src/pipeline/stages/fail-stage.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import { validArtifacts } from '../../../../src/pipeline/stages/valid-artifacts.ts';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import type { RecordingStage } from '../../../../src/pipelines/recording-work.ts';
import { chooseVersion } from '../../../../src/recordings/versions/choose-version.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

/** Says which granularity and which transcript it was made from. */
const findsTopics: RecordingStage = async work => {
  const [transcript] = work.artifacts;
  const body = `${work.config.topics.granularity} of ${transcript?.sha256}`;
  await work.save({ kind: 'topics', fileName: 'topics.json', contentType: 'a/b', body });
  return { facts: { granularity: work.config.topics.granularity } };
};

function world() {
  const it = memoryPorts({ recording: { status: 'PREPARING' } });
  const hear = (sha256: string) => {
    it.stored.splice(0, it.stored.length, ...it.stored.filter(({ kind }) => kind === 'topics'), {
      ...{ kind: 'transcript', variant: '', key: 'k', content_type: 'a/b', size_bytes: 1 },
      ...{ sha256, fingerprint: 'source', stage: 'source' },
    } as never);
  };
  hear('first');
  const context = stageContext(it.ports);
  const runs: string[] = [];
  const topics: RecordingStage = work => {
    runs.push(work.config.topics.granularity);
    return findsTopics(work);
  };
  const deps = { ...it.ports, context, implementations: { topics } };
  const resources = { scratch: '/nowhere', signal: new AbortController().signal };
  const begin = (settings: object) => {
    it.recording.configOverrides = { topics: settings };
    it.recording.activeTaskId = it.task.taskId;
    it.recording.status = 'PREPARING';
    return beginStage(deps)(it.run, 'topics');
  };
  const run = async (settings: object = {}) => {
    const begun = await begin(settings);
    if (begun.run) await executeStage(deps)(it.run, 'topics', resources);
    it.recording.activeTaskId = undefined;
    return begun.run;
  };
  const standing = () => {
    const valid = validArtifacts(it.stored, [...it.states.values()]);
    const [file] = valid.filter(({ kind }) => kind === 'topics');
    return new TextDecoder().decode(it.objects.get(file?.key ?? ''));
  };
  const choose = (number: number) => chooseVersion(it.ports)(it.key, 'topics', number);
  return { ...it, begin, process: run, runs, standing, choose, hear };
}

const SHORT = { granularity: 'short' };

test('every run under other settings is a version, and the last one counts', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  expect(it.versions).toMatchObject([
    { number: 1, facts: { granularity: 'long' }, createdAt: it.ports.clock() },
    { number: 2, facts: { granularity: 'short' } },
  ]);
  expect(it.standing()).toBe('short of first');
});

test('settings that once were need no run: their version counts again, with its facts', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  expect(await it.process()).toBe(false);
  expect(it.standing()).toBe('long of first');
  expect(it.states.get('topics')).toMatchObject({ facts: { granularity: 'long' }, reused: true });
  expect(it.versions).toHaveLength(2);
});

test('one more take under equal settings is a version of its own', async () => {
  const it = world();
  await it.process();
  expect(await it.process({ take: 2 })).toBe(true);
  expect(it.versions.map(({ number }) => number)).toEqual([1, 2]);
});

test('a chosen version stays through runs with nothing changed', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  expect(it.standing()).toBe('long of first');
  for (const _ of [1, 2]) {
    expect(await it.process(SHORT)).toBe(false);
    expect(it.standing()).toBe('long of first');
  }
  expect(it.runs).toEqual(['long', 'short']);
});

test('a choice ends when what goes in changes', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  it.hear('second');
  expect(await it.process(SHORT)).toBe(true);
  expect(it.standing()).toBe('short of second');
  it.hear('first');
  expect(await it.process(SHORT)).toBe(false);
  expect(it.standing()).toBe('short of first');
});

test('choosing what the settings ask for takes a choice back', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  await it.choose(2);
  expect(it.states.get('topics')?.chosenFor).toBeUndefined();
  expect(it.standing()).toBe('short of first');
});

test('settings that ask for the chosen version end the choice', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  await it.process();
  expect(it.standing()).toBe('long of first');
  expect(await it.process(SHORT)).toBe(false);
  expect(it.standing()).toBe('short of first');
});

test('a choice outlives a run under other settings that failed', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  expect(await it.begin({ ...SHORT, take: 2 })).toEqual({ run: true });
  await failStage(it.ports)(it.run, 'topics', { Error: 'Castline.Lost' });
  expect(await it.process(SHORT)).toBe(false);
  expect(it.standing()).toBe('long of first');
});

test('a choice outlives a run that failed', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  const seen = it.states.get('topics');
  if (seen) it.states.set('topics', { ...seen, taskId: 'tsk_earlier' });
  await planTask({ ...it.ports, heartbeatSeconds: 60 })(it.run);
  expect(it.states.get('topics')).toMatchObject({ status: 'PENDING', taskId: it.run.taskId });
  await failStage(it.ports)(it.run, 'topics', { Error: 'Castline.Lost' });
  expect(it.states.get('topics')).toMatchObject({ status: 'FAILED', chosenFor: seen?.chosenFor });
  expect(await it.process(SHORT)).toBe(false);
  expect(it.standing()).toBe('long of first');
});

test('a chosen version whose files are gone is no result', async () => {
  const it = world();
  await it.process();
  await it.process(SHORT);
  await it.choose(1);
  const old = it.versions[0]?.fingerprint;
  it.stored.splice(
    it.stored.findIndex(({ fingerprint }) => fingerprint === old),
    1,
  );
  expect(await it.process(SHORT)).toBe(true);
});
