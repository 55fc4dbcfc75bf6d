import type { TargetKey } from '../../../publishing/target.ts';

type Place = Pick<TargetKey, 'workspaceId' | 'recordingId'>;

export const FEED_FILE = 'feed.xml';
export const LIST_FILE = 'index.html';
export const LIST_STYLE_FILE = 'library.css';

/** One site for each workspace: its list, its feed and a folder for each recording. */
export const siteRoot = ({ workspaceId }: Pick<TargetKey, 'workspaceId'>) => `w/${workspaceId}/`;

export const pageFolder = (place: Place) => `${siteRoot(place)}${place.recordingId}/`;

/** The one file of a page that is rewritten: it names the version that people see. */
export const pageKey = (place: Place) => `${pageFolder(place)}index.html`;

/**
 * Every attempt writes into a folder of its own, so a page never shows the files of another
 * version, and an attempt that was overtaken can not spoil what stands.
 */
export const versionName = (version: number) => `v${version}`;
export const versionFolder = (place: Place, version: number) =>
  `${pageFolder(place)}${versionName(version)}/`;

/** Keys of versions that were replaced. */
export function keysBefore(keys: readonly string[], place: Place, version: number) {
  const folder = pageFolder(place);
  return keys.filter(key => {
    const name = /^v(\d+)\//.exec(key.slice(folder.length))?.[1];
    return key.startsWith(folder) && name !== undefined && Number(name) < version;
  });
}
