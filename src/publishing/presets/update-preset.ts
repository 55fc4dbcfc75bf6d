import { auditEntry } from '../../audit/entry.ts';
import type { Credentials } from '../../connections/ports.ts';
import { requireUsable } from '../../connections/usable-credential.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { fieldErrors } from '../../kernel/http/field-errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { versionConflict } from '../../kernel/version.ts';
import { loadPreset } from './load-preset.ts';
import type { OwnPreset, PresetKey } from './own-preset.ts';
import type { OwnPresets } from './ports.ts';
import type { UpdatePreset } from './preset.contract.ts';
import { presetView } from './preset-view.ts';
import { refuseUnlessWritten } from './refuse-write.ts';
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
    refuseUnlessWritten(await presets.replace(before, after, entry));
    return after;
  };

async function checkAccount(
  credentials: Pick<Credentials, 'find'>,
  { workspaceId, platform, credentialId, targetCount }: OwnPreset,
  { credential_id: wanted }: Changes,
) {
  if (wanted === undefined || wanted === credentialId) return;
  if (credentialId === null) {
    throw new AppError('invalid_request', `A preset of ${platform} has no account: see errors.`, {
      errors: [{ path: 'credential_id', message: 'Unknown field: remove it.' }],
    });
  }
  await requireUsable(credentials, { workspaceId, credentialId: wanted }, platform);
  if (targetCount === 0) return;
  const how = `${targetCount} recordings are published with its account: make another preset.`;
  throw new AppError('in_use', how);
}

const changed = (before: OwnPreset, changes: Changes, now: number): OwnPreset => ({
  ...before,
  name: changes.name ?? before.name,
  description: changes.description ?? before.description,
  credentialId: changes.credential_id ?? before.credentialId,
  isActive: changes.is_active ?? before.isActive,
  settings: changes.preset_metadata
    ? parsedSettings(before, changes.preset_metadata)
    : before.settings,
  version: before.version + 1,
  updatedAt: now,
});

function parsedSettings({ platform }: OwnPreset, given: Record<string, unknown>) {
  const parsed = SETTINGS[platform].safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error).map(({ path, message }) => ({
    path: ['preset_metadata', path].filter(Boolean).join('.'),
    message,
  }));
  throw new AppError('invalid_request', `These are no settings of ${platform}: see errors.`, {
    errors,
  });
}
