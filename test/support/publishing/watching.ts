import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startWatchBrowser, type WatchBrowser } from './watch-browser.ts';
import { startWatchSite } from './watch-site.ts';

type Site = Awaited<ReturnType<typeof startWatchSite>>;

/** A site and a browser for a test file; pages that complain fail the test that opened them. */
export function watching() {
  let site: Site;
  let browser: WatchBrowser;
  beforeAll(async () => {
    site = await startWatchSite();
    browser = await startWatchBrowser();
  });
  afterAll(() => Promise.all([site?.stop(), browser?.stop()]));
  afterEach(async () => expect(await browser.closePages(site.origin)).toEqual([]));
  return {
    urlOf: (...given: Parameters<Site['urlOf']>) => site.urlOf(...given),
    listUrl: () => site.listUrl,
    open: (...given: Parameters<WatchBrowser['open']>) => browser.open(...given),
  };
}

/** A busy machine may need long; a time-out means that it never happens. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 });
