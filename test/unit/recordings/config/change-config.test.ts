import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../../src/audit/entry.ts';
import { changeConfig } from '../../../../src/recordings/config/change-config.ts';
import { getConfig } from '../../../../src/recordings/config/get-config.ts';
import type { RecordingConfigs } from '../../../../src/recordings/config/ports.ts';
import { personOf, REQUEST } from '../../../support/callers.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

function world(overrides: Record<string, unknown> = {}) {
  const it = idlePorts({ configOverrides: overrides });
  const entries: AuditEntry[] = [];
  const configs: RecordingConfigs = {
    save: async ({ configOverrides, configVersion = 1 }, entry) => {
      if ((it.recording.configVersion ?? 0) !== configVersion - 1) return false;
      Object.assign(it.recording, { configOverrides, configVersion });
      entries.push(entry);
      return true;
    },
  };
  const caller = personOf(it.key.workspaceId);
  const { recordingId } = it.key;
  const change = (config: Record<string, unknown>, version?: number, who = caller) =>
    changeConfig({ ...it.ports, configs })(who, { recordingId, config, version }, REQUEST);
  return { ...it, entries, change, see: () => getConfig(it.ports)(it.key) };
}

test('only overrides are stored, and a second change counts as well', async () => {
  const it = world();
  await it.change({ trim: { enabled: false, margin_seconds: null } }, 0);
  expect(it.recording.configOverrides).toEqual({ trim: { enabled: false } });
  const view = await it.change({ topics: { enabled: false } }, 1);
  expect(view).toMatchObject({ overrides: { topics: { enabled: false } }, version: 2 });
  expect(view.config.trim.enabled).toBe(true);
  expect(it.entries).toMatchObject([{ action: 'recording.config' }, { before: { trim: {} } }]);
});

test('takes of stages that ran again are nobody’s setting, and no change undoes them', async () => {
  const it = world({ topics: { take: 3 } });
  expect(await it.see()).toMatchObject({ overrides: {}, has_manual_override: false });
  await it.change({ topics: { take: 9, granularity: 'short' } });
  expect(it.recording.configOverrides).toEqual({ topics: { take: 3, granularity: 'short' } });
  await it.change({});
  expect(it.recording.configOverrides).toEqual({ topics: { take: 3 } });
});

test('an older version, contradictions and strangers are refused', async () => {
  const it = world();
  await it.change({}, 0);
  await expect(it.change({}, 0)).rejects.toMatchObject({ code: 'version_conflict' });
  const wrong = it.change({ metadata: { topics_display: { min_length: 50, max_length: 20 } } });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(it.change({}, 1, personOf())).rejects.toMatchObject({ code: 'not_found' });
});
