import { expect, test } from 'vitest';
import { API } from '../../../src/api.ts';
import { isAction } from '../../../src/audit/actions.ts';
import type { Route } from '../../../src/kernel/http/route.ts';

/** Their use cases write the entry in the transaction of the change. */
const IN_TRANSACTION = new Set([
  ...['changeWorkspace', 'createWorkspace', 'inviteMember', 'revokeInvitation', 'joinWorkspace'],
  ...['changeMember', 'removeMember', 'createApiKey', 'revokeApiKey', 'deleteAccount'],
  ...['replaceSettings', 'patchSettings', 'resetSettings'],
  ...['changeRecordingConfig', 'resetRecordingConfig'],
  ...['createTemplate', 'updateTemplate', 'deleteTemplate'],
  ...['templateFromRecording', 'saveConfigAsTemplate'],
  ...['createCredential', 'updateCredential', 'deleteCredential'],
  ...['createPreset', 'updatePreset', 'deletePreset'],
  ...['createSource', 'updateSource', 'deleteSource'],
  ...['createThumbnail', 'deleteThumbnail'],
  ...['changeSubscription', 'setPlan', 'setQuotas', 'suspendWorkspace', 'restoreWorkspace'],
]);

/** Why a call that is no GET changes nothing that a workspace has. */
const NOTHING_TO_NOTE: Readonly<Record<string, string>> = {
  previewDraftMatch: 'shows what would be',
  previewMatch: 'shows what would be',
  previewRematch: 'shows what would be',
  renderTexts: 'shows what would be',
  previewEdit: 'shows what would be',
  completeUpload: 'the end of createRecording, which is noted',
  completeThumbnail: 'the end of createThumbnail, which is noted',
  logout: 'a session of a person',
  logoutAll: 'sessions of a person',
  updateMe: 'a person: they are in several workspaces',
  changePassword: 'a person: they are in several workspaces',
  requestVerification: 'a mail to a person',
};

const CHANGES = API.flatMap(({ routes }) => routes.map((row): Route => row)).filter(
  ({ method, public: isPublic }) => method !== 'GET' && !isPublic,
);

test.each(CHANGES)('$method $path is in the audit log, or says why not', ({ use, noted }) => {
  const ways = [noted !== undefined, IN_TRANSACTION.has(use), Object.hasOwn(NOTHING_TO_NOTE, use)];
  expect(ways.filter(Boolean)).toHaveLength(1);
  if (noted) expect(isAction(noted.action)).toBe(true);
});

test('the lists name no use case that is gone', () => {
  const uses = new Set(CHANGES.map(({ use }) => use));
  const named = [...IN_TRANSACTION, ...Object.keys(NOTHING_TO_NOTE)];
  expect(named.filter(use => !uses.has(use))).toEqual([]);
});
