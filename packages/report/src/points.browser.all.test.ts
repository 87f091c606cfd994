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

  const digests = (condition: string, size: number) =>
    input.manifests
      .filter(({ at }) => at['condition'] === condition && at['size'] === String(size))
      .map((run) => run.digest)
      .sort();
  const shown = async (page: Page, chart: string) => {
    const cells = page.locator(`figure:has([data-chart="${chart}"]) .behind tbody tr td:nth-child(7)`);
    return (await cells.allTextContents()).sort();
  };

  const points = '.drawing.wide .mark-symbol.role-mark path[aria-label]';

  it('a point of the main figure leads to the manifests of its replicates, and to the command that prints them', async () => {
    const { page, heard } = await pages.open('full');
    const marks = page.locator(`[data-chart="figure-1"] ${points}`);
    await marks.first().hover();
    const tip = page.locator('.tip');
    await expect.poll(() => tip.innerText()).toContain('Manifests');
    const { data, code } = input.manifests[0]!;
    for (const text of [data.fingerprint.slice(0, 12), code.commit!.slice(0, 12)])
      expect(await tip.innerText()).toContain(text);
    await marks.first().click();
    await expect.poll(() => shown(page, 'figure-1')).toEqual(digests('base', 5));
    const run = input.manifests.find(({ at, replicate }) => at['condition'] === 'base' && at['size'] === '5' && replicate === 0)!; // prettier-ignore
    expect(await page.locator('#result .behind').innerText()).toContain(`seedbed show ${run.id.slice(0, 16)}`);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await shown(page, 'figure-1')).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('a difference leads to both of its sides, a share of the best and a cost to their runs', async () => {
    const { page, heard } = await pages.open('full');
    await page.locator(`[data-chart="figure-2"] ${points}`).first().click();
    await expect.poll(() => shown(page, 'figure-2')).toEqual([...digests('FTall', 5), ...digests('base', 5)].sort());
    await page.locator('[data-chart="figure-3"] .drawing.wide .mark-rect.role-mark path').first().click();
    await expect.poll(async () => (await shown(page, 'figure-3')).length).toBe(6);
    await page.locator(`[data-chart="cost"] ${points}`).first().click();
    await expect.poll(async () => (await shown(page, 'cost')).length).toBe(6);
    expect(heard).toEqual([]);
  });

  it('an estimate of a claim leads to every run that it rests on', async () => {
    const { page } = await pages.open('full');
    await page.locator('#verdicts details summary').first().click();
    await page.locator('[data-chart="findings-C1"] .drawing.wide .mark-symbol path').first().click();
    const behind = [5, 10, 25, 100, 500]
      .flatMap((size) => [...digests('FTall', size), ...digests('base', size)])
      .sort();
    await expect.poll(() => shown(page, 'findings-C1')).toEqual(behind);
  });

  it('a number in a table leads by keyboard to its manifest', async () => {
    const { page } = await pages.open('full');
    await page.locator('#result .numbers summary').focus();
    await page.keyboard.press('Enter');
    const link = page.locator('#result a[href^="#run-"]').first();
    await link.focus();
    await page.keyboard.press('Enter');
    const run = input.manifests.find(({ at, replicate }) => at['condition'] === 'base' && at['size'] === '5' && replicate === 0)!; // prettier-ignore
    const row = page.locator('tr:target');
    await expect.poll(() => row.isVisible()).toBe(true);
    expect(await row.innerText()).toContain(run.digest);
    expect(await link.innerText()).toBe(run.measured!.test!.values['accuracy']!.toFixed(1));
  });

  it('the matrix of a chosen run has the counts of its manifest', async () => {
    const { page, heard } = await pages.open('full');
    const figure = page.locator('[data-chart="confusion"]');
    const [size, condition, replicate] = [0, 1, 2].map((index) => figure.locator('select').nth(index));
    await size!.selectOption('100');
    await condition!.selectOption('S3T');
    await replicate!.selectOption('2');
    const run = input.manifests.find(({ at, replicate: own }) => at['condition'] === 'S3T' && at['size'] === '100' && own === 2)!; // prettier-ignore
    const numbers = () => figure.locator('.drawing.wide .mark-text.role-mark text').allTextContents();
    await expect.poll(numbers).toEqual(run.measured!.test!.confusion!.flat().map(String));
    await figure.locator('.drawing.wide .mark-rect path').first().click();
    await expect.poll(() => shown(page, 'confusion')).toEqual([run.digest]);
    expect(heard).toEqual([]);
  });

  it('says who verified what, and names the run that differs', async () => {
    const { page } = await pages.open('full');
    const panel = await page.locator('#determinism').innerText();
    expect(panel).toContain(
      '2 of 216 runs (a sample drawn with seed 7) were executed again on 2026-11-25T12:00:00.000Z: 1 differs.',
    );
    expect(panel).toMatch(/differs\s+batch order/);
  });

  it('sets other results beside these, and names the verdict of both', async () => {
    const { page } = await pages.open('full');
    const comparison = await page.locator('#comparison').innerText();
    expect(comparison).toContain('wasm: 216 runs');
    expect(comparison).toMatch(
      /216 pairs of runs answer the same request\. 0 have equal results bit for bit, 216 the same examples/,
    );
    expect(comparison).toMatch(/Test accuracy differs by 0\.50 points in the mean/);
    // Which setting made the difference is said, and can be an axis.
    expect(comparison).toContain('library: tensorflow 2.21.0 here, wasm 4.22.0 there');
    const axis = page.locator('[data-chart="settings"]');
    await axis.locator('select').selectOption('library');
    await expect
      .poll(() => axis.locator('.drawing.wide .role-axis-label text').allTextContents())
      .toContain('wasm 4.22.0');
    await page.locator('[data-chart="comparison"] .drawing.wide .mark-symbol.role-mark path').last().hover();
    await expect.poll(() => page.locator('.tip').innerText()).toContain('Manifest');
  });
});
