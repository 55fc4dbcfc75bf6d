import { describe, expect, test } from 'vitest';
import {
  currentTime,
  duplicateIds,
  lowContrasts,
  play,
  unnamedControls,
} from '../support/publishing/watch-browser.ts';
import { SILENT, SOUND, TITLE } from '../support/publishing/watch-site.ts';
import { eventually, watching } from '../support/publishing/watching.ts';

const site = watching();

describe('access', () => {
  test('landmarks, names and headings are there', async () => {
    const page = await site.open(site.urlOf());
    for (const role of ['banner', 'main', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    expect(await page.getByRole('navigation', { name: 'Chapters' }).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(TITLE);
    expect(await page.title()).toBe(TITLE);
    expect(await unnamedControls(page)).toEqual([]);
    expect(await duplicateIds(page)).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('texts have contrast in the %s scheme', async scheme => {
    const page = await site.open(`${site.urlOf()}?t=16`, { colorScheme: scheme });
    await eventually(() => page.locator('#lines [aria-current]').count()).toBe(1);
    expect(await lowContrasts(page)).toEqual([]);
  });

  test('the keyboard reaches search, text and chapters, and sees where it is', async () => {
    const page = await site.open(site.urlOf());
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Skip to the transcript' }).isVisible()).toBe(true);
    const chapter = page.getByRole('link', { name: 'Surface tension' });
    await chapter.focus();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe(
      '2px',
    );
    await page.keyboard.press('Enter');
    await eventually(() => currentTime(page)).toBeGreaterThan(29);
  });

  test('without a script it can be read, and chapters open the video at their place', async () => {
    const page = await site.open(site.urlOf(), { javaScriptEnabled: false });
    expect(await page.getByText('Soap weakens the skin').isVisible()).toBe(true);
    const chapter = page.getByRole('link', { name: 'Surface tension' });
    expect(await chapter.getAttribute('href')).toMatch(/^v\d+\/video\.mp4#t=30$/);
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    expect(await page.locator('video').getAttribute('controls')).toBe('');
  });

  test.each([320, 390, 768, 1280, 1920])('nothing is cut off at a width of %i', async width => {
    const page = await site.open(site.urlOf(), { viewport: { width, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.goto(site.listUrl());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});

describe('other recordings', () => {
  test('sound alone has a player too, in the words of its language', async () => {
    const page = await site.open(site.urlOf(SOUND));
    await play(page);
    await eventually(() => currentTime(page)).toBeGreaterThan(0.5);
    expect(await page.locator('audio#player').count()).toBe(1);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await page.getByRole('heading', { name: 'Расшифровка' }).count()).toBe(1);
  });

  test('a recording without speech has a plain page', async () => {
    const page = await site.open(site.urlOf(SILENT));
    await play(page);
    await eventually(() => currentTime(page)).toBeGreaterThan(0.5);
    expect(await page.getByText('This recording has no transcript').isVisible()).toBe(true);
    expect(await page.getByRole('search').count()).toBe(0);
  });

  test('the library lists all of them, newest first', async () => {
    const page = await site.open(site.listUrl());
    const names = await page.locator('.cards .name').allTextContents();
    expect(names).toEqual([TITLE, 'Silent film', TITLE, TITLE]);
    await page.locator('.cards a').first().click();
    await eventually(() => page.title()).toBe(TITLE);
  });
});
