import { auditEntry } from '../../audit/entry.ts';
import { checkNewAccount } from '../../connections/change-account.ts';
import type { Credentials } from '../../connections/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { parsePart } from '../../kernel/http/parse-part.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { versionConflict } from '../../kernel/version.ts';
import { refuseUnlessWritten } from '../../kernel/written.ts';
import { loadPreset } from './load-preset.ts';
import { type OwnPreset, type PresetKey, THAT_NAME } from './own-preset.ts';
import type { OwnPresets } from './ports.ts';
import type { UpdatePreset } from './preset.contract.ts';
import { presetView } from './preset-view.ts';
import { SETTINGS } from './settings.contract.ts';

type Deps = {
  presets: Pick<OwnPresets, 'find' | 'replace'>;
  credentials: Pick<Credentials, 'find'>;
  clock: Clock;
};
type Changes = Omit<UpdatePreset, 'version'>;

/**
 * Changes a destination; its platform stays. What is published keeps the account that it is
 * taken back with.
 * @throws not_found, version_conflict, name_taken, in_use, invalid_request
 */
export const updatePreset =
  ({ presets, credentials, clock }: Deps) =>
  async (
    caller: Caller,
    presetId: PresetKey['presetId'],
    { version, ...changes }: UpdatePreset,
    request: RequestContext,
  ): Promise<OwnPreset> => {
    const before = await loadPreset(presets, { workspaceId: caller.workspaceId, presetId });
    if (before.version !== version) throw versionConflict(before.version);
    await checkAccount(credentials, before, changes);
    const now = clock();
    const after = changed(before, changes, now);
    const views = { before: presetView(before), after: presetView(after) };
    const change = { action: 'preset.change', target: presetId, ...views } as const;
    const entry = auditEntry(caller, request, change, now);
    refuseUnlessWritten(await presets.replace(before, after, entry), THAT_NAME);
    return after;
  };

async function checkAccount(
  credentials: Pick<Credentials, 'find'>,
  preset: OwnPreset,
  { credential_id: wanted }: Changes,
) {
  const isOther = await checkNewAccount(credentials, preset, wanted, 'preset');
  if (!isOther || preset.targetCount === 0) return;
  const how = `${preset.targetCount} recordings are published with its account: make another preset.`;
  throw new AppError('in_use', how);
}

const changed = (before: OwnPreset, changes: Changes, now: number): OwnPreset => ({
  ...before,
  name: changes.name ?? before.name,
  description: changes.description ?? before.description,
  credentialId: changes.credential_id ?? before.credentialId,
  isActive: changes.is_active ?? before.isActive,
  settings: changes.preset_metadata
    ? parsePart(
        SETTINGS[before.platform],
        changes.preset_metadata,
        'preset_metadata',
        `settings of ${before.platform}`,
      )
    : before.settings,
  version: before.version + 1,
  updatedAt: now,
});
