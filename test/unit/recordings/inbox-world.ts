import { idlePorts } from '../../support/fakes/memory-ports.ts';

/** A workspace without recordings and its inbox, where nothing is too small. */
export function worldOfInbox({ workspaceExists = true } = {}) {
  const it = idlePorts();
  const { workspaceId } = it.key;
  const { recordings, tasks } = it.store;
  recordings.clear();
  const overrides = { blank: { enabled: false } };
  it.settingRows.rows.set(workspaceId, { workspaceId, overrides, version: 1 });
  const at = (path: string) => `inbox/${workspaceId}/${path}`;
  return {
    ...it,
    workspaceId,
    rows: recordings,
    deps: { ...it.ports, workspaceExists: async () => workspaceExists },
    at,
    drop: (path: string, bytes = 5) => it.objects.set(at(path), new Uint8Array(bytes)),
    started: () => [...tasks.values()].map(({ subject }) => subject.id),
  };
}
