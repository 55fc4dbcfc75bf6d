import { expect, test } from 'vitest';
import { hears } from '../../../../local/cloud/provision/buckets.ts';

const notification = {
  bucket: 'media',
  events: ['s3:ObjectCreated:*'],
  prefix: 'workspaces/',
  suffix: '/original',
  queueUrl: 'q',
};
const change = { bucket: 'media', event: 'ObjectCreated:Put', key: 'workspaces/w/original' };

test.each([
  { name: 'a new object', change, hears: true },
  {
    name: 'a whole upload',
    change: { ...change, event: 'ObjectCreated:CompleteMultipartUpload' },
    hears: true,
  },
  { name: 'a removal', change: { ...change, event: 'ObjectRemoved:Delete' }, hears: false },
  { name: 'another folder', change: { ...change, key: 'inbox/original' }, hears: false },
  { name: 'another name', change: { ...change, key: 'workspaces/w/original.txt' }, hears: false },
  { name: 'another bucket', change: { ...change, bucket: 'pages' }, hears: false },
])('a queue hears of $name: $hears', ({ change, hears: expected }) => {
  expect(hears(notification, change)).toBe(expected);
});

test('one kind of event only', () => {
  const copies = { ...notification, events: ['s3:ObjectCreated:Copy'] };
  expect(hears(copies, change)).toBe(false);
  expect(hears(copies, { ...change, event: 'ObjectCreated:Copy' })).toBe(true);
});
