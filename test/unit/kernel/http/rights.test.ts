import { describe, expect, test } from 'vitest';
import {
  isScope,
  RIGHTS,
  type Right,
  ROLES,
  type Role,
  roleMay,
  SCOPES,
  scopesOf,
} from '../../../../src/kernel/http/rights.ts';

// Keys of a literal object are its rights; `Object.keys` forgets that.
const held = (role: Role | 'operator') =>
  Object.keys(RIGHTS).filter(right => roleMay(role, right as Right));

test('no role is a rank: a cashier sees nobody, and a viewer changes nothing', () => {
  expect(held('cashier')).toEqual(['account', 'workspace.read']);
  expect(held('viewer').filter(right => right.endsWith('.change'))).toEqual([]);
  expect(held('marketing').filter(right => right.endsWith('.change'))).toEqual([
    'templates.change',
    'presets.change',
    'thumbnails.change',
  ]);
});

test('an owner may do all that a workspace has, and nothing that an operator may', () => {
  const all = Object.keys(RIGHTS).filter(right => !right.startsWith('admin.'));
  expect(held('owner')).toEqual(all);
  expect(held('operator')).toEqual(['admin.read', 'admin.change']);
});

describe('scopes of API keys', () => {
  test('are what no person must stand for', () => {
    expect(SCOPES).not.toContain('account');
    expect(SCOPES.filter(scope => scope.startsWith('admin'))).toEqual([]);
    for (const text of ['account', 'admin.read', 'toString', '__proto__', 'films.read', '']) {
      expect(isScope(text)).toBe(false);
    }
  });

  test.each(ROLES)('a %s gives no more than they have', role => {
    for (const scope of scopesOf(role)) expect(roleMay(role, scope)).toBe(true);
  });
});
