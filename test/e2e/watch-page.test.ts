import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lectureSentences } from '../support/publishing/sample-lecture.ts';
import { currentTime, longestTask, play } from '../support/publishing/watch-browser.ts';
import { LONG } from '../support/publishing/watch-site.ts';
import { eventually, watching } from '../support/publishing/watching.ts';

const site = watching();

const open = (url = site.urlOf()) => site.open(url);

const timePasses = (page: Page, seconds: number) =>
  eventually(() => currentTime(page)).toBeGreaterThan(seconds);

/** Whether the sentence that is spoken lies inside the box of the transcript. */
const seesCurrent = (page: Page) =>
  page.evaluate(`(() => {
    const [box, at] = ['#lines', '#lines [aria-current]'].map(query =>
      document.querySelector(query).getBoundingClientRect());
    return at.top >= box.top && at.bottom <= box.bottom;
  })()`);

describe('watching', () => {
  test('the video plays', async () => {
    const page = await open();
    await play(page);
    await timePasses(page, 1);
  });

  test('captions are on and show what is said', async () => {
    const page = await open(`${site.urlOf()}?t=1`);
    const track = () =>
      page.evaluate(`(() => {
        const [first] = document.querySelector('video').textTracks;
        return { mode: first.mode, kind: first.kind, text: first.activeCues?.[0]?.text };
      })()`);
    const shown = { mode: 'showing', kind: 'captions', text: lectureSentences[0]?.text };
    await eventually(track).toEqual(shown);
  });

  test('a click on a chapter seeks, marks it and names the place in the address', async () => {
    const page = await open();
    const stop = 'player.addEventListener("seeked", () => player.pause())';
    await page.evaluate(`{ const player = document.querySelector('#player'); ${stop}; }`);
    await page.getByRole('link', { name: 'Surface tension' }).click();
    await eventually(() => currentTime(page)).toBeCloseTo(30, 0);
    const current = page.locator('.chapters a[aria-current]');
    await eventually(() => current.textContent()).toContain('Surface tension');
    expect(await current.count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?t=30');
  });

  test.each([
    { t: '46.5', seconds: 46.5 },
    { t: '46s', seconds: 46 },
    { t: '0m47s', seconds: 47 },
  ])('a deep link ?t=$t opens at its place', async ({ t, seconds }) => {
    const page = await open(`${site.urlOf()}?t=${t}`);
    await eventually(() => currentTime(page)).toBeCloseTo(seconds, 1);
    const current = page.locator('.chapters a[aria-current]');
    await eventually(() => current.textContent()).toContain('Water in cells');
  });

  test('the speed is kept for the next page', async () => {
    const page = await open();
    await page.getByLabel('Speed').selectOption('1.5');
    const rate = () => page.evaluate('document.querySelector("video").playbackRate');
    expect(await rate()).toBe(1.5);
    await page.reload();
    expect(await rate()).toBe(1.5);
  });

  test('every download is there under a readable name', async () => {
    const page = await open();
    const names: (string | null)[] = [];
    for (const link of await page.locator('.downloads a').all()) {
      names.push(await link.getAttribute('download'));
      const address = new URL((await link.getAttribute('href')) ?? '', page.url());
      expect((await page.request.get(address.href)).status()).toBe(200);
    }
    const base = 'Water why ordinary is strange & beautiful script';
    const ends = ['mp4', 'en.srt', 'en.vtt', 'transcript.txt'];
    expect(names).toEqual(ends.map(end => `${base}.${end}`));
  });
});

describe('the transcript', () => {
  test('a click on a sentence plays from there, and the text follows', async () => {
    const page = await open();
    const sentence = page.getByText('Soap weakens the skin');
    await sentence.click();
    await timePasses(page, 41);
    await eventually(() => sentence.getAttribute('aria-current')).toBe('true');
    const next = page.getByText('Two thirds of you are water');
    await eventually(() => next.getAttribute('aria-current')).toBe('true');
    expect(await page.locator('#lines [aria-current]').count()).toBe(1);
  });

  test('search counts, steps, wraps around and clears, also across sentences', async () => {
    const page = await open();
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox');
    expect(await page.evaluate('document.activeElement.name')).toBe('query');
    const count = page.getByRole('status');
    const painted = () => page.evaluate('CSS.highlights.get("match")?.size ?? 0');
    await field.fill('SKIN');
    await eventually(() => count.textContent()).toBe('1 of 3');
    expect(await painted()).toBe(3);
    await field.press('Enter');
    expect(await count.textContent()).toBe('2 of 3');
    await page.getByLabel('Next match').click();
    await page.getByLabel('Next match').click();
    expect(await count.textContent()).toBe('1 of 3');
    await page.getByLabel('Previous match').click();
    expect(await count.textContent()).toBe('3 of 3');
    await field.fill('skin. a small');
    await eventually(() => count.textContent()).toBe('1 of 1');
    await field.fill('dragon');
    await eventually(() => count.textContent()).toBe('No match');
    expect(await painted()).toBe(0);
    await field.fill('lake');
    await eventually(painted).toBe(1);
    await field.press('Escape');
    expect(await painted()).toBe(0);
    expect(await count.textContent()).toBe('');
  });

  test('Enter right after typing searches at once', async () => {
    const page = await open();
    // In one step, because a slow machine might be slower than the wait before a search.
    await page.evaluate(`{
      const field = document.querySelector('[name=query]');
      field.value = 'water';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }`);
    expect(await page.getByRole('status').textContent()).toMatch(/^1 of \d+$/);
  });

  test('scrolling by hand stops following until asked back', async () => {
    const page = await open(`${site.urlOf(LONG)}?t=30`);
    const button = page.getByRole('button', { name: 'Back to the current place' });
    const seen = () => seesCurrent(page);
    await eventually(seen).toBe(true);
    expect(await button.isVisible()).toBe(false);
    await page.locator('#lines').hover();
    await page.mouse.wheel(0, 4000);
    await eventually(seen).toBe(false);
    await button.click();
    await eventually(seen).toBe(true);
    expect(await button.isVisible()).toBe(false);
  });

  test.each([
    [
      'the scroll bar',
      async (page: Page) => {
        // Playwright's browser draws none.
        await page.locator('#lines').dispatchEvent('pointerdown');
        await page.evaluate('document.querySelector("#lines").scrollTop = 0');
      },
    ],
    [
      'Tab',
      async (page: Page) => {
        await page.locator('#lines').focus();
        await page.keyboard.press('Tab');
      },
    ],
  ])('who goes elsewhere by %s stays there', async (_, leave) => {
    const page = await open(`${site.urlOf(LONG)}?t=30`);
    await eventually(() => seesCurrent(page)).toBe(true);
    await leave(page);
    await eventually(() => seesCurrent(page)).toBe(false);
    await page.getByRole('button', { name: 'Back to the current place' }).waitFor();
    // Another shape of the box would bring back the sentence, if it were still followed.
    await page.setViewportSize({ width: 1100, height: 640 });
    await page.waitForTimeout(500);
    expect(await seesCurrent(page)).toBe(false);
  });

  test('the current sentence stays in sight when the window changes', async () => {
    const page = await open(`${site.urlOf(LONG)}?t=30`);
    await eventually(() => seesCurrent(page)).toBe(true);
    for (const size of [
      { width: 390, height: 844 },
      { width: 844, height: 390 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(size);
      await eventually(() => seesCurrent(page)).toBe(true);
    }
  });

  test('thousands of sentences are searched without a jerk', async () => {
    const page = await open(site.urlOf(LONG));
    const longest = longestTask(page, 2500);
    await page.getByRole('searchbox').fill('water');
    const count = page.getByRole('status');
    await eventually(() => count.textContent()).toBe('1 of 4000');
    await page.getByLabel('Previous match').click();
    await eventually(() => count.textContent()).toBe('4000 of 4000');
    // Ten times what was measured on a busy machine: a document that is rebuilt takes longer.
    expect(await longest).toBeLessThan(1000);
  });
});
