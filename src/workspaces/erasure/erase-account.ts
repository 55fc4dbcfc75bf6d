import type { UserId, WorkspaceId } from '../../kernel/ids.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { ErasureCommands, Erasures, Progress, WorkspaceContents } from './ports.ts';

type Deps = {
  erasures: Omit<Erasures, 'begin'>;
  contents: WorkspaceContents;
  erasureCommands: ErasureCommands;
  mailer: Mailer | undefined;
};

/**
 * One step of an erasure: a part of a workspace, or the person once none is left. Whatever is done is
 * found done when a message comes again; what waits for others the sweeper asks for each minute.
 */
export const eraseAccount =
  (deps: Deps) =>
  async (userId: UserId): Promise<void> => {
    const { erasures, erasureCommands, mailer } = deps;
    const erased = await erasures.find(userId);
    if (!erased) return;
    const next = await erasures.nextMembership(userId);
    if (!next) {
      // Whoever mails tells the log; nobody keeps an account over a mail that cannot be sent.
      await mailer?.send('account_erased', erased.email, {}, userId).catch(() => undefined);
      return erasures.forgetPerson(erased);
    }
    const progress = next.isErased ? await eraseWorkspace(deps, next.workspaceId) : 'done';
    if (progress === 'wait') return;
    if (progress === 'done') await erasures.forgetMembership(userId, next.workspaceId);
    await erasureCommands.send({ command: 'erase_account', userId });
  };

/** Pages and recordings, files, rows: what names the rest goes last. */
async function eraseWorkspace({ contents }: Deps, workspaceId: WorkspaceId): Promise<Progress> {
  const progress = await contents.endRecordings(workspaceId);
  if (progress !== 'done') return progress;
  await contents.removeFiles(workspaceId);
  return contents.removeRows(workspaceId);
}
