import type { Subject } from '../../../pipeline/subject.ts';

export const FEED_FILE = 'feed.xml';
export const LIST_FILE = 'index.html';
export const LIST_STYLE_FILE = 'library.css';

/** One site for each workspace: its list, its feed and a folder for each subject. */
export const siteRoot = ({ workspaceId }: Pick<Subject, 'workspaceId'>) => `w/${workspaceId}/`;

export const pageFolder = (subject: Subject) => `${siteRoot(subject)}${subject.id}/`;

/** The one file of a page that is rewritten: it names the version that people see. */
export const pageKey = (subject: Subject) => `${pageFolder(subject)}index.html`;

/**
 * Every attempt writes into a folder of its own, so a page never shows the files of another
 * version, and an attempt that was superseded can not spoil the current one.
 */
export const versionName = (version: number) => `v${version}`;
export const versionFolder = (subject: Subject, version: number) =>
  `${pageFolder(subject)}${versionName(version)}/`;

/** Keys of versions below one. */
export function keysBefore(keys: readonly string[], subject: Subject, version: number) {
  const folder = pageFolder(subject);
  return keys.filter(key => {
    const name = /^v(\d+)\//.exec(key.slice(folder.length))?.[1];
    return key.startsWith(folder) && name !== undefined && Number(name) < version;
  });
}
