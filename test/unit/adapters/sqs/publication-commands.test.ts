import { expect, test } from 'vitest';
import { readPublicationCommand } from '../../../../src/adapters/sqs/publication-commands.ts';
import { SUBJECT } from '../../../support/publishing/publication.ts';

test.each([
  { command: 'take_back', subject: SUBJECT } as const,
  { command: 'take_back', subject: SUBJECT, next: 'erase' } as const,
])('%j comes back as it was sent', command => {
  expect(readPublicationCommand(JSON.stringify(command))).toEqual(command);
});

test.each([
  {
    name: 'no workspace',
    body: { command: 'take_back', subject: { ...SUBJECT, workspaceId: 'x' } },
  },
  { name: 'another command', body: { command: 'erase', subject: SUBJECT } },
  { name: 'more than is known', body: { command: 'take_back', subject: SUBJECT, next: 'x' } },
])('$name is refused', ({ body }) => {
  expect(() => readPublicationCommand(JSON.stringify(body))).toThrow();
});
