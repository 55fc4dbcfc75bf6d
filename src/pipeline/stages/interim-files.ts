import { interimPrefix } from '../object-keys.ts';
import type { Files } from '../ports.ts';
import type { Subject } from '../subject.ts';
import type { Interim } from './stage.ts';

/** The interim files of a stage in storage, and their end. */
export function interimFiles(
  files: Files,
  subject: Subject,
  made: { stage: string; fingerprint: string },
  signal: AbortSignal,
) {
  const { workspaceId } = subject;
  const prefix = interimPrefix(subject, made);
  // Most stages leave nothing, and listing what is not there costs a request, too.
  let used = false;
  const keyOf = (name: string) => {
    used = true;
    return `${prefix}${name}`;
  };
  const interim: Interim = {
    put: async (name, content) => {
      await files.put(workspaceId, keyOf(name), content, 'application/octet-stream');
    },
    has: async name => (await files.head(workspaceId, keyOf(name))) !== undefined,
    read: async name => {
      const key = keyOf(name);
      if (!(await files.head(workspaceId, key))) return undefined;
      return new TextDecoder().decode(await files.read(workspaceId, key));
    },
    download: async (name, path) => {
      await files.download(workspaceId, keyOf(name), path, signal);
    },
  };
  const removeAll = async () => {
    if (used) await files.removePrefix(workspaceId, prefix);
  };
  return { interim, removeAll };
}
