import { expect, test } from 'vitest';
import { matches } from '../../../../local/cloud/provision/buckets.ts';

const notification = {
  bucket: 'media',
  events: ['s3:ObjectCreated:*'],
  prefix: 'workspaces/',
  suffix: '/original',
  queueUrl: 'q',
};
const change = { bucket: 'media', event: 'ObjectCreated:Put', key: 'workspaces/w/original' };

test.each([
  { name: 'a new object', change, matches: true },
  {
    name: 'a whole upload',
    change: { ...change, event: 'ObjectCreated:CompleteMultipartUpload' },
    matches: true,
  },
  { name: 'a removal', change: { ...change, event: 'ObjectRemoved:Delete' }, matches: false },
  { name: 'another folder', change: { ...change, key: 'inbox/original' }, matches: false },
  { name: 'another name', change: { ...change, key: 'workspaces/w/original.txt' }, matches: false },
  { name: 'another bucket', change: { ...change, bucket: 'pages' }, matches: false },
])('a queue is told of $name: $matches', ({ change, matches: expected }) => {
  expect(matches(notification, change)).toBe(expected);
});

test('one kind of event only', () => {
  const copies = { ...notification, events: ['s3:ObjectCreated:Copy'] };
  expect(matches(copies, change)).toBe(false);
  expect(matches(copies, { ...change, event: 'ObjectCreated:Copy' })).toBe(true);
});
