import pLimit from 'p-limit';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { characters, fitText } from '../../../publishing/metadata/fit-text.ts';
import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../publishing/ports.ts';
import type { TargetKey } from '../../../publishing/target.ts';
import type { LibraryDeps } from './library-deps.ts';
import { LibraryEntry } from './library-entry.contract.ts';
import { LIBRARY_LIMITS } from './limits.ts';
import {
  mediaName,
  posterName,
  type VersionFile,
  versionFiles,
  watchPageModel,
} from './publication-files.ts';
import { rebuildLists } from './rebuild-lists.ts';
import type { Site } from './site.ts';
import { keysBefore, pageFolder, pageKey, versionFolder, versionName } from './site-keys.ts';
import { renderWatchPage } from './watch-page/watch-page.ts';

/** What a reader of feeds shows of an item at once; the page has the rest. */
const SUMMARY_CHARACTERS = 1000;

/** Enough to hide the waiting for storage, few enough to leave it in peace. */
const PARALLEL_FILES = 6;

/** The workspace's own watch pages. Every step may be done twice with the effect of once. */
export const libraryPublisher = (deps: LibraryDeps): Publisher => ({
  publish: async attempt => {
    const { publication, target, publishedAt } = attempt;
    const { title, description } = platformText(publication.metadata, publishedAt, LIBRARY_LIMITS);
    await writeFiles(deps.site, attempt, versionFiles(publication, title));
    const url = `${deps.siteUrl}/${pageKey(target)}`;
    await showPage(deps, attempt, url);
    return { url, details: entryOf(attempt, title, description) };
  },
  settle: async target => {
    await removeVersions(deps.site, target, target.version);
    await rebuildLists(deps, target.subject.workspaceId);
  },
  remove: async target => {
    // The page goes first: nobody may find one whose files are half gone.
    await deps.site.removeUpTo(pageKey(target), target.version);
    await removeVersions(deps.site, target, target.version + 1);
    await rebuildLists(deps, target.subject.workspaceId);
  },
});

/** Files of versions below this one. */
async function removeVersions(site: Site, target: TargetKey, below: number) {
  await site.remove(keysBefore(await site.list(pageFolder(target)), target, below));
}

async function writeFiles(site: Site, attempt: Attempt, files: readonly VersionFile[]) {
  const { target, signal, progress } = attempt;
  const folder = versionFolder(target, target.version);
  const limit = pLimit(PARALLEL_FILES);
  let written = 0;
  const write = async (file: VersionFile) => {
    signal.throwIfAborted();
    const { contentType } = file;
    const key = folder + file.name;
    if ('body' in file) await site.putOnce(key, { body: file.body, contentType });
    else await site.copyOnce(file.copyOf, key, contentType);
    written += 1;
    progress((90 * written) / files.length);
  };
  await Promise.all(files.map(file => limit(() => write(file))));
}

/** The last write of a publication, and the one that makes it seen: all at once or not at all. */
async function showPage({ site, siteUrl }: LibraryDeps, attempt: Attempt, pageUrl: string) {
  const { publication, target, publishedAt, signal } = attempt;
  const page = watchPageModel(publication, {
    version: versionName(target.version),
    pageUrl,
    folderUrl: `${siteUrl}/${pageFolder(target)}`,
    publishedAt,
  });
  const body = renderWatchPage(page);
  signal.throwIfAborted();
  const shown = await site.rewrite(pageKey(target), async current =>
    current !== undefined && current > target.version
      ? undefined
      : { body, contentType: 'text/html; charset=utf-8', version: target.version },
  );
  if (!shown) throw new StageError('lost', { detail: 'A newer version of the page is shown.' });
}

function entryOf({ publication, target }: Attempt, title: string, description: string) {
  const { media, poster, language, metadata } = publication;
  const folder = versionFolder(target, target.version);
  return LibraryEntry.parse({
    title,
    summary: fitText(description, SUMMARY_CHARACTERS, characters),
    language: language ?? null,
    duration_seconds: metadata.duration_seconds,
    media: {
      path: folder + mediaName(publication),
      content_type: media.content_type,
      size_bytes: media.size_bytes,
    },
    poster_path: poster ? folder + posterName(poster.key) : null,
  } satisfies LibraryEntry);
}
