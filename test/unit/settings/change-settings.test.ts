import { expect, test } from 'vitest';
import { builtInPresets } from '../../../src/publishing/preset.ts';
import { changeSettings, patchedBy, replacedBy } from '../../../src/settings/change-settings.ts';
import { getSettings } from '../../../src/settings/get-settings.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { memorySettings } from '../../support/fakes/memory/settings.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';

function world() {
  const it = memorySettings('Europe/Berlin');
  const caller = personOf();
  const deps = {
    settings: it.settings,
    presets: builtInPresets,
    thumbnails: memoryThumbnails().thumbnails,
    publishable: ['library'],
    clock: () => 5,
  };
  const change = (
    version: number,
    next: ReturnType<typeof replacedBy> | ReturnType<typeof patchedBy>,
  ) => changeSettings(deps)(caller, { version, next }, REQUEST);
  const see = () => getSettings(deps)(caller.workspaceId);
  return { ...it, caller, change, see };
}

test('nothing set is all defaults, in the zone of the workspace', async () => {
  const view = await world().see();
  expect(view).toMatchObject({ overrides: {}, version: 0, updated_at: null });
  expect(view.config.metadata.time_zone).toBe('Europe/Berlin');
  expect(view.origins).toMatchObject({
    'metadata.time_zone': 'workspace',
    'trim.enabled': 'default',
  });
});

test('a PUT replaces all, a PATCH changes what it names, null takes a field out', async () => {
  const it = world();
  await it.change(0, replacedBy({ trim: { enabled: false }, topics: { enabled: null } }));
  expect((await it.see()).overrides).toEqual({ trim: { enabled: false } });
  await it.change(1, patchedBy({ trim: { margin_seconds: 1, enabled: null } }));
  const view = await it.see();
  expect(view).toMatchObject({ overrides: { trim: { margin_seconds: 1 } }, version: 2 });
  expect(view.config.trim).toMatchObject({ enabled: true, margin_seconds: 1 });
  expect(view.origins).toMatchObject({
    'trim.margin_seconds': 'workspace',
    'trim.enabled': 'default',
  });
});

test('a change of an older version is refused, also one that comes in the same moment', async () => {
  const it = world();
  await it.change(0, replacedBy({}));
  const late = it.change(0, replacedBy({}));
  await expect(late).rejects.toMatchObject({ code: 'version_conflict' });
  const both = await Promise.allSettled([
    it.change(1, replacedBy({})),
    it.change(1, replacedBy({})),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what contradicts itself is refused, and names the field', async () => {
  const it = world();
  const topics_display = { min_length: 100, max_length: 20 };
  const refused = it.change(0, replacedBy({ metadata: { topics_display } }));
  const path = 'config.metadata.topics_display.min_length';
  await expect(refused).rejects.toMatchObject({ code: 'invalid_request', errors: [{ path }] });
  expect(it.rows.size).toBe(0);
});

test('each change is in the audit log with what was before', async () => {
  const it = world();
  await it.change(0, replacedBy({ trim: { enabled: false } }));
  await it.change(1, patchedBy({ trim: { enabled: null } }));
  expect(it.entries).toMatchObject([
    { action: 'config.change', actor: it.caller.userId, after: { trim: { enabled: false } } },
    { before: { trim: { enabled: false } }, target: it.caller.workspaceId },
  ]);
});
