import { auditEntry } from '../../audit/entry.ts';
import type { Credentials } from '../../connections/ports.ts';
import { requireUsable } from '../../connections/usable-credential.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { idOf } from '../../kernel/ids.ts';
import { refuseUnlessWritten } from '../../kernel/written.ts';
import { type OwnPreset, THAT_NAME } from './own-preset.ts';
import type { OwnPresets } from './ports.ts';
import type { CreatePreset } from './preset.contract.ts';
import { presetView } from './preset-view.ts';

type Deps = {
  presets: Pick<OwnPresets, 'insert' | 'find'>;
  credentials: Pick<Credentials, 'find'>;
  clock: Clock;
};

/**
 * Makes a destination. Its account has to be the workspace's own, and of its platform.
 * @throws not_found, invalid_request, name_taken
 */
export const createPreset =
  ({ presets, credentials, clock }: Deps) =>
  async (caller: Caller, input: CreatePreset, request: RequestContext): Promise<OwnPreset> => {
    const { workspaceId } = caller;
    const { name, description, platform, preset_metadata: settings } = input;
    const presetId = idOf('preset', request.operationId);
    const credentialId = 'credential_id' in input ? input.credential_id : null;
    if (credentialId) await requireUsable(credentials, { workspaceId, credentialId }, platform);
    const now = clock();
    const preset: OwnPreset = {
      ...{ workspaceId, presetId, name, description, platform, credentialId, settings },
      isActive: true,
      targetCount: 0,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const change = { action: 'preset.create', target: presetId } as const;
    const entry = auditEntry(caller, request, { ...change, after: presetView(preset) }, now);
    const outcome = await presets.insert(preset, entry);
    // The same operation again finds its own work, under its own name.
    const earlier = outcome === 'name_taken' ? await presets.find(preset) : undefined;
    if (earlier) return earlier;
    refuseUnlessWritten(outcome, THAT_NAME);
    return preset;
  };
