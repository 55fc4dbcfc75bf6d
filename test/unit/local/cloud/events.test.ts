import { expect, test } from 'vitest';
import { matches } from '../../../../local/cloud/events/pattern.ts';

const EVENT = {
  source: 'aws.ecs',
  detail: {
    status: 'STOPPED',
    code: 137,
    tags: ['a', 'b'],
    containers: [{ exit: 0 }, { exit: 137 }],
  },
};

test.each([
  { pattern: {}, fits: true },
  { pattern: { source: ['aws.ecs'] }, fits: true },
  { pattern: { source: ['aws.s3', 'aws.ecs'] }, fits: true },
  { pattern: { source: ['aws.s3'] }, fits: false },
  { pattern: { source: ['aws.ecs'], detail: { status: ['RUNNING'] } }, fits: false },
  { pattern: { missing: ['x'] }, fits: false },
  { pattern: { missing: [{ exists: false }] }, fits: true },
  { pattern: { source: [{ exists: false }] }, fits: false },
  { pattern: { source: [{ prefix: 'aws.' }] }, fits: true },
  { pattern: { source: [{ suffix: '.s3' }] }, fits: false },
  { pattern: { source: [{ 'anything-but': 'aws.ecs' }] }, fits: false },
  { pattern: { source: [{ 'anything-but': ['aws.s3', { prefix: 'gcp' }] }] }, fits: true },
  { pattern: { detail: { code: [{ numeric: ['>=', 1, '<', 200] }] } }, fits: true },
  { pattern: { detail: { code: [{ numeric: ['<', 100] }] } }, fits: false },
  { pattern: { detail: { code: ['137'] } }, fits: false },
  { pattern: { detail: { tags: ['b'] } }, fits: true },
  { pattern: { detail: { containers: { exit: [{ 'anything-but': 0 }] } } }, fits: true },
  { pattern: { detail: { containers: { exit: [1] } } }, fits: false },
  { pattern: { $or: [{ source: ['x'] }, { detail: { status: ['STOPPED'] } }] }, fits: true },
])('$pattern fits: $fits', ({ pattern, fits }) => {
  expect(matches(pattern, EVENT)).toBe(fits);
});

test('an unknown matcher is an error, not a miss', () => {
  expect(() => matches({ source: [{ wildcard: 'a*' }] }, EVENT)).toThrow();
});
