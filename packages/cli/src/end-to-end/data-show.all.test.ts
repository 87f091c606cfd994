import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { miniPlaces, placesSpec } from '../testing/mini-places.js';
import { seedbed } from '../testing/seedbed.js';
import { temporaryFolder } from '../testing/tiny.js';

const root = await miniPlaces(join(temporaryFolder(), 'places'));
const image = join(root, 'images', 'train', 'a', 'abbey');

it('data show writes a page about a set, and says what is unusual', async () => {
  const folder = await miniPlaces(join(temporaryFolder(), 'copied'));
  copyFileSync(join(image, '3.jpg'), join(folder, 'images', 'val', '10.jpg'));
  const out = join(temporaryFolder(), 'page.html');
  const ended = await seedbed(['data', 'show', 'miniplaces', '--data', folder, '--option', 'size=8', '--out', out]);
  expect(ended.code, ended.stderr).toBe(0);
  const page = readFileSync(out, 'utf8');
  for (const said of [ended.stdout, page]) {
    expect(said).toContain('1 of 8 test examples is in the training part, too');
    expect(said).toContain('2 of 52 examples have the same inputs');
  }
  expect(page).toContain('data:image/png;base64,');
  expect(page).toContain('{ size: 8 }');
});

it('with a spec, it shows the splits of each replicate, and the report links the page', async () => {
  const spec = placesSpec();
  const shown = await seedbed(['data', 'show', '--spec', spec, '--data', root, '--json']);
  expect(shown.code, shown.stderr).toBe(0);
  const { out, sets } = JSON.parse(shown.stdout) as { out: string; sets: { splits: { replicate: number; draws: { overlaps: object }[] }[] }[] }; // prettier-ignore
  expect(out).toBe(join(spec, 'data.html'));
  expect(sets[0]?.splits.map(({ replicate, draws }) => [replicate, draws.length])).toEqual([[0, 3], [1, 3]]); // prettier-ignore
  expect(readFileSync(out, 'utf8')).toContain(
    'In none of the 6 draws is an example in two of training, validation and test',
  );

  // Of results that are there; the page lies beside the report.
  const report = ['report', 'smoke', '--out', join(spec, 'report.html'), '--data-page'];
  expect(await seedbed([...report, join(spec, 'none.html')])).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such file') }); // prettier-ignore
  const reported = await seedbed([...report, out]);
  expect(reported.code, reported.stderr).toBe(0);
  expect(readFileSync(join(spec, 'report.html'), 'utf8')).toContain('<a href="data.html">the page about the data</a>');
});

it('names the columns of a table, for people and for programs', async () => {
  const out = join(temporaryFolder(), 'wages.html');
  const shown = await seedbed(['data', 'show', 'wages', '--out', out, '--json']);
  expect(shown.code, shown.stderr).toBe(0);
  const [set] = (JSON.parse(shown.stdout) as { sets: { columns: string[]; unusual: string[] }[] }).sets;
  expect(set?.columns.slice(6, 9)).toEqual(['married', 'race=hispanic', 'race=other']);
  expect(set?.unusual).toContain('18 of 534 training examples repeat another one.');
  expect(readFileSync(out, 'utf8')).toContain('race=hispanic');
});

it('refuses a set that the experiment does not have', async () => {
  const spec = placesSpec();
  const { code, stderr } = await seedbed(['data', 'show', 'other', '--spec', spec]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('the experiment has no data set "other"')]);
  expect(existsSync(join(spec, 'data.html'))).toBe(false);
});
