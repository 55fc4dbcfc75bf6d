import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { SendEmail } from './email.contract.ts';

const MOST_SHOWN = 50;

/** Mails as files that anybody can read who may enter the folder, each under the id of its message. */
export function openOutbox(folder: string) {
  mkdirSync(folder, { recursive: true });
  return {
    /** @throws where the disk takes no more: the mail then was not sent. */
    put: (mail: SendEmail) => {
      const id = ulid();
      writeFileSync(join(folder, `${id}.txt`), mailText(mail), { mode: 0o600 });
      return id;
    },
    /** The newest first. */
    list: () =>
      readdirSync(folder)
        .filter(name => name.endsWith('.txt'))
        .sort()
        .reverse()
        .slice(0, MOST_SHOWN)
        .map(name => readFileSync(join(folder, name), 'utf8')),
  };
}

export type Outbox = ReturnType<typeof openOutbox>;

function mailText({ FromEmailAddress, Destination, Content: { Simple } }: SendEmail) {
  return [
    `From: ${FromEmailAddress}`,
    `To: ${Destination.ToAddresses.join(', ')}`,
    `Date: ${new Date().toUTCString()}`,
    `Subject: ${Simple.Subject.Data}`,
    '',
    Simple.Body.Text.Data,
  ].join('\n');
}
