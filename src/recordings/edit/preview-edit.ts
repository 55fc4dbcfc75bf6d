import { TrimConfig } from '../../config/processing-config.contract.ts';
import { planFromLevels } from '../../media/edit/plan-from-levels.ts';
import { drawWaveform } from '../../media/edit/waveform.ts';
import type { RecordingKey } from '../recording-key.ts';
import type { EditPreview, PreviewEdit } from './edit.contract.ts';
import { type LoadDeps, loadEdit } from './load-edit.ts';

/** What `analyze` would cut with other settings, from the stored levels: nothing is read or kept. */
export const previewEdit =
  (deps: LoadDeps) =>
  async (key: RecordingKey, { trim: overrides }: PreviewEdit): Promise<EditPreview> => {
    const loaded = await loadEdit(deps)(key);
    const { automatic, probe } = loaded;
    const trim = TrimConfig.parse({ ...loaded.trim, ...overrides });
    const curves = await loaded.curves();
    const { source_seconds: sourceSeconds } = automatic;
    const planned = planFromLevels({ curves, sourceSeconds, probe, trim });
    const edit = await loaded.protectSpoken(planned, trim);
    const { source_seconds, kept_seconds, kept, cuts } = edit;
    const picture = drawWaveform({
      levels: curves.levels,
      edit,
      noiseFloorDbfs: probe.noise_floor_dbfs,
    });
    return { trim, source_seconds, kept_seconds, kept, cuts, waveform_url: dataUrl(picture) };
  };

/** A preview leaves nothing in storage, so its picture travels in its own address. */
const dataUrl = (svg: string) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
