import { createHash } from 'node:crypto';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { Target } from '../../../publishing/target.ts';
import { renderFeed } from './feed.ts';
import type { LibraryDeps } from './library-deps.ts';
import { LibraryEntry, type ListedEntry } from './library-entry.contract.ts';
import { renderListPage } from './list-page.ts';
import { iconText, styleText } from './publication-files.ts';
import type { SiteText } from './site.ts';
import { FEED_FILE, LIST_FILE, LIST_STYLE_FILE, siteRoot } from './site-keys.ts';
import { LIST_STYLE } from './web-files.generated.ts';

/** A page with more cards than this loads slowly and is scrolled by nobody. */
const LISTED = 500;

/**
 * Writes list and feed anew from the ledger. The ledger is read between seeing the old file and
 * replacing it, so whoever writes last has seen every publication: parallel ones lose nothing.
 * Without entries an existing list becomes empty, and a missing one is not made.
 */
export async function rebuildLists(deps: LibraryDeps, workspaceId: WorkspaceId) {
  const { site, targets, presetId, clock, siteUrl } = deps;
  const root = siteRoot({ workspaceId, presetId });
  const { libraryTitle: title } = deps;
  const entries = async () => listed(await targets.listPublished(workspaceId, presetId, LISTED));

  const listWritten = await site.rewrite(root + LIST_FILE, async current => {
    const shown = await entries();
    if (shown.length === 0 && current === undefined) return undefined;
    const body = renderListPage(shown, { title, root });
    return { body, contentType: 'text/html; charset=utf-8', version: clock() };
  });
  await site.rewrite(root + FEED_FILE, async current => {
    const shown = await entries();
    if (shown.length === 0 && current === undefined) return undefined;
    const now = clock();
    const body = renderFeed(shown, { title: title ?? 'Library', siteUrl, root, now });
    return { body, contentType: 'application/rss+xml; charset=utf-8', version: now };
  });
  if (!listWritten) return;
  await keepEqual(site, root + LIST_STYLE_FILE, styleText(LIST_STYLE));
  await keepEqual(site, `${root}icon.svg`, iconText);
}

/** Written only where it differs: the same few files serve every list page of the workspace. */
async function keepEqual(site: LibraryDeps['site'], key: string, text: SiteText) {
  const hash = createHash('sha256').update(text.body).digest('hex');
  const version = Number.parseInt(hash.slice(0, 12), 16);
  await site.rewrite(key, async current =>
    current === version ? undefined : { ...text, version },
  );
}

/** Newest publication first. A row that cannot be read is a bug; it must not hide the others. */
const listed = (targets: readonly Target[]): ListedEntry[] =>
  targets
    .flatMap(({ subject: { id }, url, publishedAt, details }) => {
      const entry = LibraryEntry.safeParse(details);
      if (!entry.success || !url || publishedAt === undefined) return [];
      return [{ ...entry.data, id, url, publishedAt }];
    })
    .sort((a, b) => b.publishedAt - a.publishedAt);
