import { re2Patterns } from '../../../src/adapters/patterns/re2-patterns.ts';
import { newId } from '../../../src/kernel/ids.ts';
import type { Command, Limits, Outcome, Subjects, Tasks } from '../../../src/pipeline/ports.ts';
import type { Task } from '../../../src/pipeline/tasks/task.ts';
import { PIPELINES } from '../../../src/pipelines/index.ts';
import { builtInPresets } from '../../../src/publishing/preset.ts';
import { configBelow } from '../../../src/recordings/config/layers.ts';
import { describeRecording } from '../../../src/recordings/describe-recording.ts';
import { mapByRules } from '../../../src/recordings/mapping/map-by-rules.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { sampleRecording, sampleTask } from '../samples.ts';
import { memoryAccountLine } from './memory/account-line.ts';
import { memoryEnginePorts } from './memory/engine-ports.ts';
import { memoryFiles } from './memory/files.ts';
import { memoryInbox } from './memory/inbox.ts';
import { memoryRuns } from './memory/runs.ts';
import { memorySettings } from './memory/settings.ts';
import { memoryStore } from './memory/store.ts';
import { memoryTemplates } from './memory/templates.ts';
import { memoryThumbnails } from './memory/thumbnails.ts';
import { memoryUploads } from './memory/uploads.ts';

const NOW = 1_700_000_100_000;

/** All that the engine needs in memory, with one recording and a task that is working on it. */
export function memoryPorts(
  changes: { recording?: Partial<Recording>; task?: Partial<Task> } = {},
) {
  const store = memoryStore();
  const recording: Recording = sampleRecording(changes.recording);
  const task: Task = sampleTask(recording, { status: 'RUNNING', ...changes.task });
  recording.activeTaskId = task.taskId;
  store.recordings.set(recording.recordingId, recording);
  store.tasks.set(task.taskId, task);
  const subject = recordingSubject(recording);
  const { stages: states, artifacts: stored, versions } = store.rowsOf(subject);
  const { files, objects, writtenAt } = memoryFiles(NOW);
  const { uploads, pending } = memoryUploads(objects);
  const { runs, states: runStates } = memoryRuns();
  const sent: Command[] = [];
  const kept = memoryEnginePorts(store);
  const { tasks, ended } = watchedTasks(kept.tasks);
  const { subjects, statuses } = watchedSubjects(kept.subjects);
  const { settings, ...settingRows } = memorySettings();
  const { templates, mappings, ...templateRows } = memoryTemplates(store);
  const clock = () => NOW;
  const limits: Limits = { find: async () => ({ tasks: 1, workersOfStage: 1 }) };
  return {
    ...{ store, recording, task, subject, states, stored, versions, objects, writtenAt },
    ...{ settingRows, templateRows, sent, ended, statuses, pending, runStates },
    /** The run, as the engine's functions take it. */
    run: { subject, taskId: task.taskId },
    key: { workspaceId: recording.workspaceId, recordingId: recording.recordingId },
    ports: {
      pipelines: PIPELINES,
      describe: describeRecording(kept.recordings),
      configBelow: configBelow({ settings, templates, recordings: kept.recordings }),
      mapByRules: mapByRules({ templates, mappings, clock, patterns: async () => re2Patterns }),
      compile: re2Patterns,
      ...{ ...kept, subjects, tasks, files, limits, uploads, runs },
      ...{ settings, templates, mappings, mapped: mappings },
      inbox: memoryInbox(objects),
      line: memoryAccountLine(),
      commands: { send: async (command: Command) => void sent.push(command) },
      maxRunningTasks: 100,
      largestUploadBytes: 1000 ** 3,
      clock,
      newTaskId: () => newId('task'),
      newRecordingId: () => newId('recording'),
      provider: () => 'offline',
      presets: builtInPresets,
      thumbnails: memoryThumbnails().thumbnails,
      publishable: ['library'],
    },
  };
}

/** The same with a recording that no task works on. */
export function idlePorts(recording: Partial<Recording> = {}) {
  const it = memoryPorts({ recording });
  delete it.recording.activeTaskId;
  it.store.tasks.clear();
  return it;
}

/** Remembers how runs ended. */
function watchedTasks(tasks: Tasks) {
  const ended: Outcome[] = [];
  const finish: Tasks['finish'] = async (run, outcome, now) => {
    const first = await tasks.finish(run, outcome, now);
    if (first) ended.push(outcome);
    return first;
  };
  return { tasks: { ...tasks, finish }, ended };
}

/** Remembers what was announced. */
function watchedSubjects(subjects: Subjects) {
  const statuses: string[] = [];
  const move: Subjects['move'] = async (run, to, now) => {
    const moved = await subjects.move(run, to, now);
    if (moved) statuses.push(to.to);
    return moved;
  };
  return { subjects: { ...subjects, move }, statuses };
}
