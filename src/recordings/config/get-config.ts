import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { RecordingKey } from '../recording-key.ts';
import type { RecordingConfigView } from './config.contract.ts';
import { configView } from './config-view.ts';
import type { LayerDeps } from './layers.ts';

type Deps = LayerDeps & { recordings: Pick<Recordings, 'find'> };

/** What a recording is processed by, and which layer each field comes from. */
export const getConfig =
  (deps: Deps) =>
  async (key: RecordingKey): Promise<RecordingConfigView> =>
    configView(deps, await loadRecording(deps.recordings, key));
