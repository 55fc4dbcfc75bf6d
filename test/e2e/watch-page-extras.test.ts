import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lectureSentences } from '../support/publishing/sample-lecture.ts';
import { currentTime } from '../support/publishing/watch-browser.ts';
import { SILENT, SOUND } from '../support/publishing/watch-site.ts';
import { eventually, watching } from '../support/publishing/watching.ts';

const site = watching();

const paused = (page: Page) => page.evaluate('document.querySelector("#player").paused');
const rate = (page: Page) => page.evaluate('document.querySelector("#player").playbackRate');

/** At a place and muted, so that keys meet a player that is ready. */
async function openAt(seconds: number, options = {}, url = site.urlOf()) {
  const page = await site.open(`${url}?t=${seconds}`, options);
  await eventually(() => currentTime(page)).toBeCloseTo(seconds, 0);
  await page.evaluate('document.querySelector("#player").muted = true');
  return page;
}

describe('the seek bar', () => {
  test('shows the picture, the time and the chapter of the place that is pointed at', async () => {
    const page = await openAt(1);
    const bar = page.getByRole('slider', { name: 'Seek' });
    const preview = page.locator('#preview');
    expect(await preview.isVisible()).toBe(false);
    const box = await bar.boundingBox();
    if (!box) throw new Error('no bar');
    await page.mouse.move(box.x + box.width * 0.608, box.y + box.height / 2);
    await eventually(() => preview.locator('.label').textContent()).toBe('0:36 · Surface tension');
    const still = preview.locator('.still');
    await eventually(() => still.isVisible()).toBe(true);
    const shown = await still.evaluate(node => {
      const { backgroundImage, backgroundPosition, width, height } = node.style;
      return { backgroundImage, backgroundPosition, width, height };
    });
    expect(shown).toMatchObject({
      backgroundPosition: '-320px 0px',
      width: '160px',
      height: '90px',
    });
    const sheet = /url\("([^"]+\/sprite\.jpg)"\)/.exec(shown.backgroundImage)?.[1] ?? '';
    expect((await page.request.get(sheet)).status()).toBe(200);
    await page.mouse.move(0, 0);
    expect(await preview.isVisible()).toBe(false);
  });

  test('a click seeks, and a screen reader hears time and chapter', async () => {
    const page = await openAt(1);
    const bar = page.getByRole('slider', { name: 'Seek' });
    const width = (await bar.boundingBox())?.width ?? 0;
    await bar.click({ position: { x: width / 2, y: 14 } });
    await eventually(() => currentTime(page)).toBeCloseTo(30, 0);
    await eventually(() => bar.getAttribute('aria-valuetext')).toMatch(/^0:\d\d of 1:00, \w/);
  });

  test('has a preview for the keyboard, inside the window at both ends', async () => {
    const page = await openAt(1, { viewport: { width: 320, height: 700 } });
    await page.getByRole('slider', { name: 'Seek' }).focus();
    for (const key of ['ArrowLeft', 'End']) {
      await page.keyboard.press(key);
      const box = await page.locator('#preview').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    }
    await eventually(() => currentTime(page)).toBeGreaterThan(59);
  });

  test('sound alone has times and chapters, without a picture', async () => {
    const page = await openAt(1, {}, site.urlOf(SOUND));
    await page.getByRole('slider', { name: 'Перемотка' }).hover();
    expect(await page.locator('#preview .label').textContent()).toMatch(/^0:(29|30) · /);
    expect(await page.locator('#preview .still').isVisible()).toBe(false);
  });
});

describe('keys', () => {
  test('play, pause and jump', async () => {
    const page = await openAt(20);
    const press = (key: string) => page.keyboard.press(key);
    const jumps = [
      { key: 'l', to: 30 },
      { key: 'j', to: 20 },
      { key: 'ArrowRight', to: 25 },
      { key: 'ArrowLeft', to: 20 },
    ];
    for (const { key, to } of jumps) {
      await press(key);
      expect(await currentTime(page), key).toBeCloseTo(to, 0);
    }
    for (const key of ['k', ' ']) {
      await press(key);
      await eventually(() => paused(page)).toBe(false);
      await press(key);
      await eventually(() => paused(page)).toBe(true);
    }
  });

  test('speed and captions, said aloud; the speed is remembered', async () => {
    const page = await openAt(20);
    const said = page.locator('#said');
    await page.keyboard.press('.');
    expect(await rate(page)).toBe(1.25);
    expect(await said.textContent()).toBe('1.25×');
    for (const _ of '12') await page.keyboard.press(',');
    expect(await rate(page)).toBe(0.75);
    await page.keyboard.press('c');
    expect(await said.textContent()).toBe('Captions off');
    expect(await page.evaluate('document.querySelector("video").textTracks[0].mode')).toBe(
      'hidden',
    );
    await page.reload();
    expect(await rate(page)).toBe(0.75);
    expect(await page.getByLabel('Speed').inputValue()).toBe('0.75');
  });

  test('f fills the screen', async () => {
    const page = await openAt(1);
    await page.keyboard.press('f');
    await eventually(() => page.evaluate('document.fullscreenElement?.id')).toBe('player');
  });

  test('what is typed stays text, and buttons keep their space', async () => {
    const page = await openAt(20);
    await page.keyboard.press('/');
    await page.keyboard.type('jkl .?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jkl .?');
    expect(await currentTime(page)).toBeCloseTo(20, 0);
    expect(await paused(page)).toBe(true);
    await page.getByRole('button', { name: 'Share' }).focus();
    await page.keyboard.press(' ');
    expect(await page.getByRole('dialog', { name: 'Share' }).isVisible()).toBe(true);
    expect(await paused(page)).toBe(true);
  });

  test('on a Russian keyboard the key counts', async () => {
    const page = await openAt(20);
    const init = "{ key: 'д', code: 'KeyL', bubbles: true, cancelable: true }";
    await page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', ${init}))`);
    expect(await currentTime(page)).toBeCloseTo(30, 0);
  });

  test('? lists them, and they can be switched off for good', async () => {
    const page = await openAt(20);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(await dialog.locator('dd').allTextContents()).toHaveLength(9);
    await page.keyboard.press('l');
    expect(await currentTime(page), 'behind a dialog').toBeCloseTo(20, 0);
    await dialog.getByLabel('Use these keys on this page').uncheck();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    await page.reload();
    await eventually(() => currentTime(page)).toBeCloseTo(20, 0);
    await page.keyboard.press('l');
    expect(await currentTime(page)).toBeCloseTo(20, 0);
  });

  test('without speech only keys that do something are listed', async () => {
    const page = await openAt(1, {}, site.urlOf(SILENT));
    await page.keyboard.press('/');
    await page.keyboard.press('?');
    const keys = await page.getByRole('dialog').locator('dt').allTextContents();
    expect(keys.join(' ')).not.toMatch(/[/C]/);
  });
});

describe('taking it along', () => {
  const permissions = { permissions: ['clipboard-read', 'clipboard-write'] };
  const clipboard = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()');

  test('a link to this moment, or to the beginning', async () => {
    const page = await openAt(42, permissions);
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    expect(await dialog.getByLabel('Link').inputValue()).toBe(`${site.urlOf()}?t=42`);
    expect(await dialog.getByLabel('Start at 0:42').isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await eventually(() => clipboard(page)).toBe(`${site.urlOf()}?t=42`);
    await dialog.getByLabel('Start at 0:42').uncheck();
    expect(await dialog.getByLabel('Link').inputValue()).toBe(site.urlOf());
  });

  test.each([
    { name: 'by the clipboard', before: '' },
    { name: 'where a page has no clipboard', before: 'delete Navigator.prototype.clipboard' },
  ])('the whole text, $name', async ({ before }) => {
    const page = await openAt(1, permissions);
    const reading = 'globalThis.read = navigator.clipboard.readText.bind(navigator.clipboard);';
    await page.evaluate(`${reading}${before}`);
    await page.getByText('Save', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy the text' }).click();
    const said = page.locator('#said');
    await eventually(() => said.textContent()).toBe('Copied');
    const text = await page.evaluate<string>('globalThis.read()');
    expect(text).toMatch(/^Why ice floats\n\nWelcome to this lecture about water\./);
    for (const sentence of lectureSentences) expect(text).toContain(sentence.text);
  });

  test('files of the text, also without a script', async () => {
    const page = await site.open(site.urlOf(), { javaScriptEnabled: false });
    await page.getByText('Save', { exact: true }).click();
    const links = page.locator('.export a');
    const names = await links.evaluateAll(nodes =>
      nodes.map(node => node.getAttribute('download')),
    );
    expect(names.map(name => name?.replace(/^.*?script\./, ''))).toEqual([
      'transcript.txt',
      'en.srt',
      'en.vtt',
    ]);
    expect(await links.first().isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('slider').count()).toBe(0);
  });
});
