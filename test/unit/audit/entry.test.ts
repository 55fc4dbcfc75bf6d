import { expect, test } from 'vitest';
import { auditEntry } from '../../../src/audit/entry.ts';
import { isId } from '../../../src/kernel/ids.ts';
import { callerAs, programWith } from '../kernel/http/notes-api.ts';

const request = { requestId: 'req-1', ip: '192.0.2.1' };
const NOW = Date.UTC(2026, 10, 28);

test('an entry says who changed what, and only what is other than before', () => {
  const caller = callerAs('owner');
  const change = {
    action: 'member.change',
    target: 'usr_1',
    before: { role: 'viewer', email: 'ada@example.org', scopes: ['a'] },
    after: { role: 'manager', email: 'ada@example.org', scopes: ['a', 'b'] },
  } as const;
  const entry = auditEntry(caller, request, change, NOW);
  expect(entry).toMatchObject({
    ...{ workspaceId: caller.workspaceId, actor: caller.userId, at: NOW, ...request },
    ...{ action: 'member.change', target: 'usr_1' },
  });
  expect(entry.before).toEqual({ role: 'viewer', scopes: ['a'] });
  expect(entry.after).toEqual({ role: 'manager', scopes: ['a', 'b'] });
  expect(isId('auditEntry', entry.entryId)).toBe(true);
});

test('what is made has no before, what is removed no after', () => {
  const caller = programWith('templates.change');
  const made = { action: 'template.create', target: 'tpl_1', after: { name: 'A' } } as const;
  const entry = auditEntry(caller, request, made, NOW);
  expect(entry).toMatchObject({ actor: caller.keyId, after: { name: 'A' } });
  expect(entry.before).toBeUndefined();
});
