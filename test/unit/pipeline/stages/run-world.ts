import { beginStage } from '../../../../src/pipeline/stages/begin-stage.ts';
import { executeStage } from '../../../../src/pipeline/stages/execute-stage.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import type { StageName } from '../../../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../../../src/pipelines/recording-work.ts';
import { originalKey } from '../../../../src/recordings/object-keys.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

/** Saves an edit list and has something to say. */
export const writesEdit: RecordingStage = async work => {
  await work.save({ kind: 'edit', fileName: 'edit.json', contentType: 'a/b', body: '{"a":1}' });
  return { note: 'done', facts: { cuts: 2 } };
};

/** A recording whose original is there, with a run under way. */
export function worldOfRun(changes: Parameters<typeof memoryPorts>[0] = {}) {
  const it = memoryPorts(changes);
  const key = originalKey(it.key);
  it.objects.set(key, new TextEncoder().encode('frames'));
  it.stored.push({
    ...{ kind: 'original', variant: '', key, content_type: 'video/mp4', size_bytes: 1 },
    ...{ sha256: 'etag:1', fingerprint: 'source', stage: 'source' },
  });
  return it;
}

/** What the state machine does with the world's run; `analyze` does the work of that stage. */
export function machineOf(it: ReturnType<typeof memoryPorts>, analyze = writesEdit) {
  const context = stageContext(it.ports);
  const deps = { ...it.ports, context, implementations: { analyze } };
  const resources = { scratch: '/nowhere', signal: new AbortController().signal };
  return {
    begin: (name: StageName) => beginStage(deps)(it.run, name),
    execute: (name: StageName, signal = resources.signal) =>
      executeStage(deps)(it.run, name, { ...resources, signal }),
  };
}
