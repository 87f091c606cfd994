import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, type Manifest, readResults, resultsText, RunStore, seal, sealVerification, verificationFormat, verificationText } from '@seedbed/core'; // prettier-ignore
import { describe, expect, inject, it } from 'vitest';
import { seedbed, start } from '../testing/seedbed.js';
import { copyOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const folder = tinyFolder();
await seedbed(['record', folder, '--store', finished]);
const page = () => join(temporaryFolder(), 'report.html');

describe.concurrent('report', () => {
  it('stops at a tampered manifest and names it', async () => {
    const damaged = copyOf(finished);
    const runs = join(damaged, 'runs');
    const file = readdirSync(runs, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.json'))!;
    const path = join(runs, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"accuracy":\d/, '"accuracy":9'));
    const out = page();
    const { code, stderr } = await seedbed(['report', folder, '--results', damaged, '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain(file.split('/').at(-1));
    expect(stderr).toContain('SB_MANIFEST_DAMAGED');
    expect(() => statSync(out)).toThrow();
  });

  it('reads a verification beside the results, says what changed since, and refuses a damaged one', async () => {
    const copy = tinyFolder();
    await seedbed(['record', copy, '--store', finished]);
    const run = manifestsOf(finished).find(({ stage }) => stage === 'target') as Manifest;
    const verification = sealVerification({
      format: verificationFormat,
      verifiedAt: '2026-11-25T12:00:00.000Z',
      backend: run.backend,
      cpu: run.environment.cpu,
      node: run.environment.node,
      engine: run.code.engine,
      seed: 3,
      runs: [
        {
          ...{
            runId: run.id,
            configId: run.configId,
            result: run.result,
            manifest: run.digest,
            engine: run.code.engine,
          },
          ...{ judged: 'bitwise', equal: true, holds: true, differences: [] },
        },
      ],
    });
    writeFileSync(join(copy, 'verification.json'), verificationText(verification));
    const out = page();
    expect((await seedbed(['report', copy, '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('every one came out as promised');

    const forged = seal({ ...run, weights: { ...run.weights, after: 'e'.repeat(64) } });
    const results = join(copy, 'results.jsonl');
    writeFileSync(results, resultsText(readResults(results).map((each) => (each.id === run.id ? forged : each))));
    const label = labelOf(run);
    const again = await seedbed(['report', copy, '--out', out]);
    expect(readFileSync(out, 'utf8')).not.toContain('every one came out as promised');
    expect(readFileSync(out, 'utf8')).toContain(`${label} (its results are others)`);
    const changed = `${label}: changed since it was executed again: its results are others`;
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining(changed)]);
    expect((await seedbed(['claims', copy])).stderr).toContain(changed);
    const checked = await seedbed(['fsck', '--results', results]);
    expect([checked.code, checked.stdout]).toEqual([1, expect.stringContaining('changed since it was executed again')]);

    rmSync(join(copy, 'verification.json'));
    await seedbed(['report', copy, '--out', out]);
    expect(readFileSync(out, 'utf8')).toContain('Not verified: no re-execution of these runs was recorded');
    writeFileSync(join(copy, 'verification.json'), '{"format":"other"}');
    const { code, stderr } = await seedbed(['report', copy, '--out', page()]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('SB_VERIFICATION_DAMAGED')]);
  });

  it('sets other results beside these, paired by run', async () => {
    const again = tinyFolder({ 'name: tiny': 'name: tiny-again' });
    await seedbed(['record', again, '--store', finished]);
    const out = page();
    const { code, stderr } = await seedbed(['report', folder, '--compare', again, '--out', out]);
    expect(code, stderr).toBe(0);
    const html = readFileSync(out, 'utf8');
    expect(html).toContain(`${tinyRuns} have equal results bit for bit`);
    expect(html).toContain('tiny-again');
    const same = await seedbed([
      'report',
      folder,
      '--compare',
      `other=${join(folder, 'results.jsonl')}`,
      '--out',
      page(),
    ]);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('SB_COMPARE_EMPTY')]);
  });

  it('follows a running experiment, marks the page as partial, and ends when all runs are there', async () => {
    const growing = newStore();
    const manifests = manifestsOf(finished);
    const out = page();
    const { ended, said } = start(['report', folder, '--results', growing, '--watch', '--out', out]);
    await expect.poll(said).toContain(`0 of ${tinyRuns} runs`);
    const add = (runs: readonly Manifest[]) => runs.forEach((run) => new RunStore(growing).write(run));
    add(manifests.slice(0, 5));
    await expect.poll(said).toMatch(/\n[1-5] of 14 runs/);
    const partial = readFileSync(out, 'utf8');
    expect(partial).toContain('Partial: this experiment is still running.');
    expect(partial).toContain('http-equiv="refresh"');
    add(manifests.slice(5));
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([0, `${out} (all ${tinyRuns} runs)\n`]);
    const done = readFileSync(out, 'utf8');
    expect(done).not.toContain('still running');
    expect(done).not.toContain('http-equiv="refresh"');
  });

  it('without a spec says what is wanted', async () => {
    const { code, stderr } = await seedbed(['report']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--index')]);
  });

  it('--index shows every experiment with reference results, and names the specs without', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'nx.json'), '{}');
    const folders = ['one', 'two', 'planned'].map((name) =>
      tinyFolder({ 'name: tiny': `name: ${name}` }, join(root, 'experiments', name)),
    );
    for (const own of folders.slice(0, 2)) await seedbed(['record', own, '--store', finished]);
    // What extends a spec of its own folder is planned with it; what a search chose is no spec.
    writeFileSync(join(root, 'experiments', 'planned', 'short.yaml'), 'extends: experiment.yaml\nname: short\n');
    writeFileSync(join(root, 'experiments', 'planned', 'experiment.choices.yaml'), 'none: {}\n');
    const { code, stderr } = await seedbed(['report', '--index'], { cwd: root });
    expect(code, stderr).toBe(0);
    const html = readFileSync(join(root, 'experiments', 'index.html'), 'utf8');
    expect([...html.matchAll(/<h3 [^>]*><a href="([^"]+)"/g)].map((match) => match[1])).toEqual([
      'one/report.html',
      'two/report.html',
    ]);
    expect(html.match(/class="thumbnail"/g)).toHaveLength(2);
    expect(html.match(/not executed again yet/g)).toHaveLength(2);
    expect([...html.matchAll(/<code>([^<]+)<\/code>/g)].map((match) => match[1])).toEqual(['planned/experiment.yaml']);
    rmSync(root, { recursive: true });
  });

  it('--index puts a shortened form on the card of what it extends', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'nx.json'), '{}');
    const own = tinyFolder({}, join(root, 'experiments', 'one'));
    const short = join(root, 'experiments', 'short');
    mkdirSync(short);
    writeFileSync(join(short, 'experiment.yaml'), 'extends: ../one/experiment.yaml\nname: short\ntitle: In short\n');
    for (const each of [own, short]) await seedbed(['record', each, '--store', finished]);
    const { code, stderr } = await seedbed(['report', '--index'], { cwd: root });
    expect(code, stderr).toBe(0);
    const html = readFileSync(join(root, 'experiments', 'index.html'), 'utf8');
    expect(html.match(/class="study"/g)).toHaveLength(1);
    expect(html).toContain('<a href="short/report.html">In short</a>');
    rmSync(root, { recursive: true });
  });
});

describe.concurrent('export', () => {
  const files: Readonly<Record<string, readonly string[]>> = {
    csv: ['confusion.csv', 'curves.csv', 'estimates.csv', 'missing.csv', 'runs.csv'],
    parquet: ['confusion.parquet', 'curves.parquet', 'estimates.parquet', 'missing.parquet', 'runs.parquet'],
    latex: ['claims.tex', 'figure-1.tex', 'figure-2.tex'],
    bibtex: ['cite.bib'],
    'ro-crate': ['README.md', 'experiment.yaml', 'report.html', 'results.jsonl', 'ro-crate-metadata.json', 'tables'],
    mlflow: ['mlruns'],
  };

  it.each(Object.keys(files))('writes %s, the same bytes twice', async (format) => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    for (const out of [first, second]) {
      const { code, stderr } = await seedbed(['export', folder, '--format', format, '--out', out]);
      expect(code, stderr).toBe(0);
    }
    expect(readdirSync(first).sort()).toEqual(files[format]);
    const all = readdirSync(first, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(first, name)).isFile()); // prettier-ignore
    for (const name of all) expect(readFileSync(join(second, name)).equals(readFileSync(join(first, name))), name).toBe(true); // prettier-ignore
  });

  it.each(['svg', 'png'])('draws every plot as %s', async (format) => {
    const out = temporaryFolder();
    await seedbed(['export', folder, '--format', format, '--out', out]);
    const names = readdirSync(out);
    expect(names).toContain(`figure-1.${format}`);
    for (const name of names) {
      const bytes = readFileSync(join(out, name));
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(format === 'png' ? '\u0089PNG' : '<svg');
      expect(bytes.byteLength).toBeGreaterThan(1000);
    }
  });

  it('a crate is an experiment again: its own report is the one inside', async () => {
    const out = temporaryFolder();
    await seedbed(['export', folder, '--format', 'ro-crate', '--out', out]);
    const again = page();
    const { code, stderr } = await seedbed(['report', out, '--out', again]);
    expect(code, stderr).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(join(out, 'report.html'), 'utf8'));
  });

  it('refuses a format that is none, and names the nearest', async () => {
    const { code, stderr } = await seedbed(['export', folder, '--format', 'cvs', '--out', temporaryFolder()]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/SB_EXPORT_FORMAT/)]);
    expect(stderr).toContain('csv');
  });
});
