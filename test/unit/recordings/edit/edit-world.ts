import type { ArtifactKind } from '../../../../src/documents/artifact-kinds.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { editOf } from '../../../../src/media/edit/plan-cuts.ts';
import { encodeLevels } from '../../../../src/media/sound/level-curve.ts';
import {
  ChangeEdit,
  EditView,
  PreviewEdit,
} from '../../../../src/recordings/edit/edit.contract.ts';
import { editUseCases } from '../../../../src/recordings/edit/use-cases.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

const SECONDS = 60;
/** Voice from 5 to 20, from 23 to 40 and from 50 to 60, in a quiet room. */
const VOICE = [
  [5, 20],
  [23, 40],
  [50, 60],
] as const;
const levels = Float32Array.from({ length: SECONDS * 100 }, (_, at) =>
  VOICE.some(([from, to]) => from * 100 <= at && at < to * 100) ? -20 : -70,
);
const voice = levels.map(level => level + 70);
export const curves = encodeLevels(levels, voice);
export const TRANSCRIPT = {
  version: 1,
  provider: 'offline',
  model: 'm',
  language: 'en',
  words: [{ start: 45, end: 45.5, text: 'so' }],
  segments: [{ start: 45, end: 45.5, text: 'So.', first_word: 0, last_word: 1 }],
  cost: { audio_seconds: 1, amount_minor: 0, currency: 'USD' },
};
export const automatic = editOf(
  [
    { start: 4, end: 41 },
    { start: 49, end: SECONDS },
  ],
  SECONDS,
);
export const probe = {
  version: 1,
  format: 'wav',
  duration_seconds: SECONDS,
  size_bytes: 1,
  video: null,
  audio: { codec: 'pcm', sample_rate: 48_000, channels: 1, start_seconds: 0 },
  loudness_lufs: null,
  noise_floor_dbfs: -70,
  sound_share: 1,
};

/** A recording that was analyzed; every call is an operation of its own unless it is named. */
export async function worldOfEdit() {
  const it = memoryPorts({ recording: { status: 'READY' } });
  const { workspaceId, recordingId } = it.recording;
  const made = async (kind: ArtifactKind, body: string | Uint8Array) => {
    const key = `workspaces/${workspaceId}/${kind}`;
    await it.ports.files.put(workspaceId, key, { body }, 'a/b');
    const rest = { variant: '', content_type: 'a/b', size_bytes: 1, sha256: 'x', fingerprint: 'f' };
    it.stored.push({ kind, key, stage: 'analyze', ...rest });
  };
  const stage = { ...it.run, stage: 'analyze', status: 'COMPLETED', attempts: 1 } as const;
  it.states.set('analyze', { ...stage, madeFingerprint: 'f' });
  await made('automatic_edit', JSON.stringify(automatic));
  await made('probe', JSON.stringify(probe));
  await made('levels', curves);
  await made('waveform', '<svg/>');

  const use = editUseCases(it.ports);
  const caller = {
    ...{ userId: newId('user'), sessionId: newId('session') },
    ...{ kind: 'person' as const, workspaceId, role: 'owner' as const, isOperator: false },
  } as const;
  const params = { recording_id: recordingId };
  let operations = 0;
  const request = (name?: string) => {
    operations += 1;
    const { signal } = new AbortController();
    return { requestId: 'r', ip: '::1', operationId: name ?? `OP${operations}`, signal };
  };
  return {
    ...it,
    use,
    caller,
    params,
    request,
    made,
    get: async () => EditView.parse(await use.getEdit(caller, params, request())),
    put: async (body: object, operation?: string) => {
      const change = { ...params, ...ChangeEdit.parse(body) };
      return EditView.parse(await use.changeEdit(caller, change, request(operation)));
    },
    undo: async (version: number, operation?: string) =>
      EditView.parse(await use.undoEdit(caller, { ...params, version }, request(operation))),
    preview: (trim: object) =>
      use.previewEdit(caller, { ...params, ...PreviewEdit.parse({ trim }) }, request()),
  };
}

/** The versions that a person made, as they are stored. */
export const versions = ({ stored }: { stored: { kind: string }[] }) =>
  stored.filter(({ kind }) => kind === 'manual_edit');
