import { isId, isWorkspaceId } from '../../kernel/ids.ts';

const ID = /[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}/g;

/** Whom and what a message is about, for the log: ids alone, whatever else it holds. */
export function messageIds(body: string) {
  const ids = body.match(ID) ?? [];
  return {
    workspace_id: ids.find(isWorkspaceId),
    task_id: ids.find(id => isId('task', id)),
    recording_id: ids.find(id => isId('recording', id)),
  };
}
