import { interimPrefix } from '../../recordings/object-keys.ts';
import type { Files, TaskKey } from '../ports.ts';
import type { Interim } from './stage.ts';

type Place = { stage: string; fingerprint: string };

/** The interim files of a stage in storage, and their end. */
export function interimFiles(
  files: Files,
  { workspaceId, recordingId }: TaskKey,
  place: Place,
  signal: AbortSignal,
) {
  const prefix = interimPrefix(workspaceId, recordingId, place);
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
