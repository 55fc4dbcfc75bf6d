import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { TargetKey } from '../../../publishing/target.ts';

export const FEED_FILE = 'feed.xml';
export const LIST_FILE = 'index.html';
export const LIST_STYLE_FILE = 'library.css';

/** The preset that every workspace has without making it: its site is at the root. */
const BUILT_IN = 'library';

type SiteKey = { workspaceId: WorkspaceId; presetId: string };

/** A site for each preset: its list, its feed and a folder for each subject. */
export const siteRoot = ({ workspaceId, presetId }: SiteKey) =>
  presetId === BUILT_IN ? `w/${workspaceId}/` : `w/${workspaceId}/${presetId}/`;

export const pageFolder = ({ subject: { workspaceId, id }, presetId }: TargetKey) =>
  `${siteRoot({ workspaceId, presetId })}${id}/`;

/** The one file of a page that is rewritten: it names the version that people see. */
export const pageKey = (target: TargetKey) => `${pageFolder(target)}index.html`;

/**
 * Every attempt writes into a folder of its own, so a page never shows the files of another
 * version, and an attempt that was superseded can not spoil the current one.
 */
export const versionName = (version: number) => `v${version}`;
export const versionFolder = (target: TargetKey, version: number) =>
  `${pageFolder(target)}${versionName(version)}/`;

/** Keys of versions below one. */
export function keysBefore(keys: readonly string[], target: TargetKey, version: number) {
  const folder = pageFolder(target);
  return keys.filter(key => {
    const name = /^v(\d+)\//.exec(key.slice(folder.length))?.[1];
    return key.startsWith(folder) && name !== undefined && Number(name) < version;
  });
}
