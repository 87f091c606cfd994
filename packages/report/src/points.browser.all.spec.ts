import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from './testing/browser.js';
import { fixtureInput, fixtureVerification, fixtureWasm } from './testing/fixture.js';
import { reportsOnDisk, type Pages } from './testing/pages.js';

/* What a reader finds behind the points of a page, held against the manifests that it was made from. */
describeBrowser('points and panels in Chromium', () => {
  const input = fixtureInput();
  let pages: Pages;

  beforeAll(async () => {
    pages = await reportsOnDisk({
      full: { ...input, verification: fixtureVerification(), compared: [fixtureWasm()] },
    });
  });
  afterAll(() => pages?.close());

  const digests = (condition: string, images: number) =>
    input.manifests
      .filter((run) => run.condition === condition && run.images === images)
      .map((run) => run.digest)
      .sort();
  const shown = async (page: Page, chart: string) => {
    const cells = page.locator(`figure:has([data-chart="${chart}"]) .behind tbody tr td:nth-child(6)`);
    return (await cells.allTextContents()).sort();
  };

  it('a point of the accuracy plot leads to the manifests of its replicates', async () => {
    const { page, heard } = await pages.open('full');
    const points = page.locator('[data-chart="accuracy"] .drawing.wide .layer_4_marks path');
    await points.first().hover();
    const [first] = digests('base', 5);
    const tip = page.locator('.tip');
    await expect.poll(() => tip.innerText()).toContain('Manifests');
    const { data, code } = input.manifests[0]!;
    for (const text of [data.fingerprint.slice(0, 12), code.commit!.slice(0, 12)])
      expect(await tip.innerText()).toContain(text);
    await points.first().click();
    await expect.poll(() => shown(page, 'accuracy')).toEqual(digests('base', 5));
    expect(await shown(page, 'accuracy')).toContain(first);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await shown(page, 'accuracy')).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('a benefit leads to both of its sides, a depth and a cost to their cell', async () => {
    const { page, heard } = await pages.open('full');
    await page.locator('[data-chart="benefit"] .drawing.wide .mark-symbol path').first().click();
    await expect.poll(() => shown(page, 'benefit')).toEqual([...digests('FTall', 5), ...digests('base', 5)].sort());
    await page.locator('[data-chart="depth"] .drawing.wide .mark-rect path').first().click();
    await expect.poll(async () => (await shown(page, 'depth')).length).toBe(3);
    await page.locator('[data-chart="cost"] .drawing.wide .mark-symbol.role-mark path').first().click();
    await expect.poll(async () => (await shown(page, 'cost')).length).toBe(3);
    expect(heard).toEqual([]);
  });

  it('an estimate of a claim leads to every run that it rests on', async () => {
    const { page } = await pages.open('full');
    await page.locator('#verdicts details summary').first().click();
    await page.locator('[data-chart="findings-C1"] .drawing.wide .mark-symbol path').first().click();
    const sizes = input.spec.split.target.images;
    const behind = sizes.flatMap((images) => [...digests('FTall', images), ...digests('base', images)]).sort();
    await expect.poll(() => shown(page, 'findings-C1')).toEqual(behind);
  });

  it('a number in a table leads by keyboard to its manifest', async () => {
    const { page } = await pages.open('full');
    await page.locator('#accuracy summary').focus();
    await page.keyboard.press('Enter');
    const link = page.locator('#accuracy a[href^="#run-"]').first();
    await link.focus();
    await page.keyboard.press('Enter');
    const run = input.manifests.find((each) => each.condition === 'base' && each.images === 5 && each.replicate === 0)!;
    const row = page.locator('tr:target');
    await expect.poll(() => row.isVisible()).toBe(true);
    expect(await row.innerText()).toContain(run.digest);
    expect(await link.innerText()).toBe((run.test!.accuracy * 100).toFixed(1));
  });

  it('the matrix of a chosen cell has the counts of its manifest', async () => {
    const { page, heard } = await pages.open('full');
    const figure = page.locator('[data-chart="confusion"]');
    const [condition, images, replicate] = [figure.locator('select').nth(0), figure.locator('select').nth(1), figure.locator('select').nth(2)]; // prettier-ignore
    await condition.selectOption('S3T');
    await images.selectOption('100');
    await replicate.selectOption('2');
    const run = input.manifests.find(
      (each) => each.condition === 'S3T' && each.images === 100 && each.replicate === 2,
    )!;
    const numbers = () => figure.locator('.drawing.wide .mark-text.role-mark text').allTextContents();
    await expect.poll(numbers).toEqual(run.test!.confusion.flat().map(String));
    await figure.locator('.drawing.wide .mark-rect path').first().click();
    await expect.poll(() => shown(page, 'confusion')).toEqual([run.digest]);
    expect(heard).toEqual([]);
  });

  it('says who verified what, and names the run that differs', async () => {
    const { page } = await pages.open('full');
    const panel = await page.locator('#determinism').innerText();
    expect(panel).toContain(
      '2 of 108 runs (a sample drawn with seed 7) were executed again on 2026-11-25T12:00:00.000Z: 1 differs.',
    );
    expect(panel).toMatch(/differs\s+batch order/);
  });

  it('sets other results beside these, and names the verdict of both', async () => {
    const { page } = await pages.open('full');
    const comparison = await page.locator('#comparison').innerText();
    expect(comparison).toContain('wasm: 108 runs');
    expect(comparison).toMatch(
      /105 pairs of runs answer the same request\. 0 have equal results bit for bit, 108 the same images/,
    );
    expect(comparison).toMatch(/by 0\.50 points in the mean/);
    await page.locator('[data-chart="comparison"] .drawing.wide .mark-symbol.role-mark path').last().hover();
    await expect.poll(() => page.locator('.tip').innerText()).toContain('Manifest');
  });

  it('prints in black on white without its controls', async () => {
    const { page } = await pages.open('full', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(253, 253, 252)',
    );
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(50_000);
  });
});
