import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Nothing that would call home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

type Opened = { page: Page; requests: string[]; complaints: string[] };

export type WatchBrowser = {
  open: (url: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What pages opened since the last call complained about or asked of other hosts; closes them. */
  closePages: (origin: string) => Promise<string[]>;
  stop: () => Promise<void>;
};

export async function startWatchBrowser(): Promise<WatchBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ARGUMENTS,
  });
  const opened: Opened[] = [];
  return {
    open: async (url, options) => {
      const page = await (await browser.newContext(options)).newPage();
      const record: Opened = { page, requests: [], complaints: [] };
      page.on('request', request => record.requests.push(request.url()));
      page.on('console', message => {
        const bad = ['error', 'warning'].includes(message.type());
        if (bad) record.complaints.push(message.text());
      });
      page.on('pageerror', error => record.complaints.push(error.message));
      opened.push(record);
      await page.goto(url);
      return page;
    },
    closePages: async origin => {
      const done = opened.splice(0);
      await Promise.all(done.map(({ page }) => page.context().close()));
      return done.flatMap(({ requests, complaints }) => [
        ...complaints,
        ...requests.filter(url => !url.startsWith(`${origin}/`)),
      ]);
    },
    stop: () => browser.close(),
  };
}

// What follows runs in the page, so it is text: the types of a browser are not known here.

export const currentTime = (page: Page) =>
  page.evaluate<number>('document.querySelector("#player").currentTime');

export const play = (page: Page) =>
  page.evaluate(
    '{ const player = document.querySelector("#player"); player.muted = true; player.play(); }',
  );

/** The longest time in the next seconds in which the page answered to nothing, in milliseconds. */
export const longestTask = (page: Page, watchMilliseconds: number) =>
  page.evaluate<number>(`new Promise(resolve => {
    let longest = 0;
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    setTimeout(() => resolve(longest), ${watchMilliseconds});
  })`);

/** Controls that a screen reader could not name. */
export const unnamedControls = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('a, button, input, select, video, audio')]
    .filter(node => !(node.ariaLabel || node.textContent.trim() || node.labels?.length > 0))
    .map(node => node.outerHTML)`);

export const duplicateIds = (page: Page) =>
  page.evaluate<string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)
    .filter((id, index, all) => all.indexOf(id) !== index)`);

/** Texts whose colour is too near to what lies behind them (WCAG 2.2, level AA: 4.5 to 1). */
export const lowContrasts = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const parse = text => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\\d.]+/g) ?? []).map(Number);
      return { rgb: [red, green, blue], alpha };
    };
    const luminance = ({ rgb }) => {
      const [red, green, blue] = rgb.map(value => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = node => {
      if (!node) return { rgb: [255, 255, 255] };
      const colour = parse(getComputedStyle(node).backgroundColor);
      return colour.alpha > 0.7 ? colour : behind(node.parentElement);
    };
    const found = [];
    for (const node of document.querySelectorAll('body *')) {
      const text = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
      const seen = node.getClientRects().length > 0;
      const inactive = node.matches('button:disabled, option, video *, audio *, .skip');
      if (!text || !seen || inactive) continue;
      const shades = [parse(getComputedStyle(node).color), behind(node)].map(luminance);
      const ratio = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
      if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + node.outerHTML.slice(0, 80));
    }
    return found;
  })()`);
