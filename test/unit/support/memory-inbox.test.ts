import { inboxContract } from '../../contract/inbox.contract.ts';
import { textIn } from '../../support/fakes/memory/files.ts';
import { memoryInbox } from '../../support/fakes/memory/inbox.ts';

inboxContract('the inbox in memory', () => {
  const objects = new Map<string, Uint8Array>();
  return {
    inbox: memoryInbox(objects),
    drop: async (key, body) => void objects.set(key, new TextEncoder().encode(body)),
    read: textIn(objects),
  };
});
