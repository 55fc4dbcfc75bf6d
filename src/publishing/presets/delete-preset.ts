import { auditEntry } from '../../audit/entry.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { loadPreset } from './load-preset.ts';
import type { OwnPreset, PresetKey } from './own-preset.ts';
import type { OwnPresets } from './ports.ts';
import { presetView } from './preset-view.ts';

type Deps = { presets: Pick<OwnPresets, 'find' | 'remove'>; clock: Clock };

/**
 * Forgets a destination, unless something is published there: that could never be taken back.
 * @throws not_found, in_use, conflict
 */
export const deletePreset =
  ({ presets, clock }: Deps) =>
  async (caller: Caller, presetId: PresetKey['presetId'], request: RequestContext) => {
    const key = { workspaceId: caller.workspaceId, presetId };
    const preset = await loadPreset(presets, key);
    const before = presetView(preset);
    const change = { action: 'preset.delete', target: presetId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    if (await presets.remove(preset, entry)) return;
    throw refusal(await loadPreset(presets, key));
  };

const refusal = ({ targetCount }: OwnPreset) =>
  targetCount > 0
    ? new AppError(
        'in_use',
        `${targetCount} recordings are published there: reset or delete these, or switch the preset off.`,
      )
    : new AppError('conflict', 'It was changed in the meantime. Try again.');
