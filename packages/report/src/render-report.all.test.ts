import {
  knownComponents,
  byContext,
  contextOf,
  contextWords,
  type Experiment,
  type Manifest,
  planExperiment,
  readExperiment,
  sha256,
  summariesOf,
} from '@seedbed/core';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderMainPlot, renderReport } from './render-report.js';
import { fixture, fixtureInput, incompleteInput, manifestAt, plannedAt } from './testing/fixture.js';
import { inputOf, syntheticManifest } from './testing/synthetic.js';

const withHead = (experiment: Experiment, head: Partial<Experiment['head']>): Experiment => ({ ...experiment, head: { ...experiment.head, ...head } }); // prettier-ignore

const withoutScripts = (page: string) => page.replace(/<script[\s\S]*?<\/script>/g, '');

/** An experiment of its own file, for shapes that no example has. */
function written(text: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'seedbed-report-')), 'experiment.yaml');
  writeFileSync(file, text);
  const experiment = readExperiment(file, knownComponents);
  return { experiment, plan: planExperiment(experiment) };
}

let rendered: Promise<string> | undefined;
/** The page of the unchanged fixture. It is rendered once for all tests that only read it. */
const fixturePage = () => (rendered ??= renderReport(fixtureInput()));

const plain = (more: string) => `seedbed: 2
name: plain
title: Ten classes from scratch
question: How does the learning rate matter?
seed: 1
replicates: 1
data:
  fashion: { plugin: fashionmnist }
model:
  layers: [{ dense: 8 }, relu, classifier]
training: { optimizer: sgd, learningRate: 0.1, batchSize: 10 }
stages:
  net: { learn: { data: fashion, perClass: 20 }, steps: 40, measure: [train, test] }
${more}`;

describe('renderReport', () => {
  it('gives the same bytes twice, in whatever order manifests come', async () => {
    const input = incompleteInput();
    const first = await renderReport(input);
    await renderReport(fixtureInput());
    expect(await renderReport(input)).toBe(first);
    expect(sha256(await renderReport({ ...input, manifests: [...input.manifests].reverse() }))).toBe(sha256(first));
  });

  it('stays under 3 MB and names no address to fetch from', async () => {
    const page = await fixturePage();
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
    const markup = withoutScripts(page).replace(/data:[^"]*/g, '');
    expect(markup).not.toMatch(/<(?:link|img|iframe|image|object|embed)\b/i);
    expect(markup).not.toMatch(/\ssrc=|@import|url\((?!#)/i);
  });

  it('draws every chart twice without JavaScript, the main one first, with ids that occur once', async () => {
    const markup = withoutScripts(await fixturePage());
    const charts = [...markup.matchAll(/data-chart="([^"]+)"/g)].map((match) => match[1]);
    expect(charts).toEqual(['figure-1', 'findings-C1', 'findings-C2', 'figure-2', 'figure-3', 'curves', 'confusion', 'upstream', 'cost']); // prettier-ignore
    expect(markup.match(/<svg/g)).toHaveLength(2 * charts.length);
    const ids = [...markup.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(markup.indexOf('id="result"')).toBeLessThan(markup.indexOf('id="verdicts"'));
  });

  it('speaks of a paper where there is one', async () => {
    const claim = '{ id: C1, statement: Fast is good., origin: ours, metric: test.accuracy, over: rate, test: { trend: { direction: rising } }, margin: 1 }'; // prettier-ignore
    const text = plain(`factors: { rate: { levels: [0.01, 0.03, 0.1], scale: log10 } }\nclaims: [${claim}]\n`);
    const { experiment, plan } = written(text.replace('learningRate: 0.1', 'learningRate: $rate').replace('replicates: 1', 'replicates: 3')); // prettier-ignore
    const saidOf = async (head: Partial<Experiment['head']>) => withoutScripts(await renderReport(inputOf({ experiment: withHead(experiment, head), plan }))).replace(/<style[\s\S]*?<\/style>/g, ''); // prettier-ignore
    const own = await saidOf({});
    expect(own).toContain('Fast is good.');
    expect(own).not.toMatch(/the paper|paper’s/);
    const replicated = await saidOf({ citation: { text: 'Nobody: Nothing. Nowhere 2026.' } });
    for (const word of ['ours, not the paper’s', 'Where each choice comes from']) expect(replicated).toContain(word);
  });

  it('speaks of what the experiment speaks of', async () => {
    const page = await renderReport(inputOf(written(plain('factors: { rate: { levels: [0.01, 0.1], scale: log10, title: learning rate }, batch: [10, 50] }\n').replace('learningRate: 0.1, batchSize: 10', 'learningRate: $rate, batchSize: $batch')))); // prettier-ignore
    const text = withoutScripts(page).replace(/<style[\s\S]*?<\/style>/g, '');
    for (const word of ['condition', 'images', 'source network', 'benefit', 'target']) expect(text.toLowerCase()).not.toContain(word); // prettier-ignore
    for (const word of ['Test accuracy by learning rate', 'Training accuracy by learning rate', 'Training loss by step']) expect(text).toContain(word); // prettier-ignore
  });

  it('describes every picture by its values', async () => {
    const markup = withoutScripts(await fixturePage());
    for (const [, id] of markup.matchAll(/aria-describedby="([^"]+)"/g)) {
      const words = new RegExp(`<p class="hidden" id="${id}">([^<]+)</p>`).exec(markup)?.[1];
      expect(words?.length, id).toBeGreaterThan(20);
    }
    expect(markup).toMatch(/id="figure-1-values">5: base → [\d.]+ \[[\d.]+, [\d.]+\], FTall → /);
  });

  it('says which context it shows, and what was left aside', async () => {
    const words = (manifest: Manifest) => contextWords(contextOf(manifest));
    const [first] = fixtureInput().manifests;
    const page = await fixturePage();
    expect(page.split(`${words(first!)}.`)).toHaveLength(3);
    expect(page).not.toContain('no part of this page');
    const older = manifestAt(0, 'base', '5', { numerics: 7 });
    const aside = summariesOf(byContext([older]));
    const beside = await renderReport(fixtureInput({ aside }));
    expect(beside).toContain('lay beside these and are no part of this page');
    expect(beside).toContain(aside[0]!.id.slice(0, 8));
    expect(beside).toContain('numerics 7');
  });

  it('links a DOI that holds half of a character', async () => {
    const citation = { text: 'A paper', doi: '10.1/\ud800' };
    const page = await renderReport(fixtureInput({ experiment: withHead(fixture.experiment, { citation }) }));
    expect(page).toContain('href="https://doi.org/10.1/%EF%BF%BD"');
  });

  it('shows text from specs and manifests as text', async () => {
    const hostile = `<img src=x onerror="alert(1)"></script><script>alert(2)</script>\u2028&"'`;
    const input = fixtureInput();
    const page = await renderReport({
      ...input,
      experiment: withHead(input.experiment, {
        title: hostile,
        question: hostile,
        citation: { text: hostile, url: 'javascript:alert(3)' },
        provenance: { [hostile]: { origin: 'ours', note: hostile } },
      }),
      claims: input.claims.map((claim) => ({
        ...claim,
        statement: hostile,
        summary: hostile,
        cautions: [hostile],
        findings: claim.findings.map((finding) => ({ ...finding, name: hostile })),
      })),
      manifests: input.manifests.map((manifest) => ({
        ...manifest,
        data: { ...manifest.data, classes: [hostile, ...manifest.data.classes.slice(1)] },
        environment: { ...manifest.environment, os: hostile },
      })),
    });
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('href="javascript:');
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('\u2028</');
    const data = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(page)![1]!;
    expect(data).not.toMatch(/[<>\u2028\u2029]/);
    expect(JSON.stringify(JSON.parse(data))).toContain('onerror');
  });

  it('admits in every plot that the grid is incomplete, and names the runs', async () => {
    const page = await renderReport(incompleteInput());
    const note = 'Incomplete: 207 of 210 runs finished (1 missing, 1 diverged, 1 failed).';
    for (const chart of ['findings-C1', 'figure-1', 'figure-2', 'figure-3', 'curves', 'confusion', 'cost']) {
      const figure = page.slice(page.indexOf(`data-chart="${chart}"`)).split('</figure>')[0]!;
      // In the words for who cannot see it, and in the picture itself.
      expect(figure.match(/Incomplete: 207 of 210/g)!.length, chart).toBeGreaterThan(2);
      expect(figure).toContain(note);
    }
    expect(page).toContain(`${plannedAt(2, 'S5T', '500').label} (diverged at step 41: the loss is not finite)`);
    expect(page).toContain(`${plannedAt(0, 'base', '5').label} (failed: killed)`);
    expect(page).toContain(`<li>${plannedAt(1, 'S5T', '500').label}</li>`);
    expect(page).toContain(`${plannedAt(0, 'FTall', '25').label}: 2 manifests (`);
    expect(page).toMatch(/2 manifests \([0-9a-f, ]+\), with different results/);
    expect(await fixturePage()).not.toContain('Incomplete:');
  });

  it('renders when nothing has been run yet', async () => {
    const page = await renderReport(fixtureInput({ manifests: [] }));
    expect(page).toContain('0 of 216 runs finished');
    expect(page).toContain('Nothing to draw yet.');
  });

  it('renders a plan of one run, without factors', async () => {
    const input = inputOf(written(plain('')));
    const page = await renderReport(input);
    expect(page).toContain('All 1 run finished');
    expect(page).toContain('Too few replicates for intervals.');
    expect(withoutScripts(page)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('names runs that did not learn, and says nothing where all did', async () => {
    expect(await fixturePage()).not.toContain('did not learn');
    const [first, ...others] = fixtureInput().manifests.filter(({ measured }) => measured?.test) as [Manifest];
    const test = first.measured!.test!;
    const confusion = test.confusion!.map((row) => row.map((_, said) => (said === 1 ? 1000 : 0)));
    const dead = { ...first, measured: { test: { ...test, confusion } } };
    const page = await renderReport(fixtureInput({ manifests: [dead, ...others] }));
    expect(page).toContain('<strong>1 run did not learn.</strong>');
    expect(page).toContain(`for &quot;${first.data.classes[1]}&quot;`);
  });

  it('shows mean class accuracy beside accuracy where the test set is uneven', async () => {
    expect(await fixturePage()).not.toContain('Mean class accuracy');
    const manifests = fixtureInput().manifests.map((run): Manifest => {
      const test = run.measured?.test;
      if (!test) return run;
      const confusion = test.confusion!.map((row, truth) => (truth === 0 ? row : row.map((n) => Math.round(n / 100))));
      return { ...run, measured: { ...run.measured, test: { ...test, confusion } } };
    });
    const page = await renderReport(fixtureInput({ manifests }));
    expect(page).toContain('<strong>The test set is uneven.</strong>');
    expect(page).toContain('Mean class accuracy, beside accuracy');
  });
});

describe('with thousands of runs', () => {
  it(
    'lists every manifest once, in parts, and draws means instead of hundreds of lines',
    { timeout: 600_000 },
    async () => {
      const many = written(plain('factors: { rate: [0.01, 0.02, 0.05, 0.1, 0.2], batch: [5, 10, 20, 50, 100, 200, 400] }\n').replace('replicates: 1', 'replicates: 60').replace('learningRate: 0.1, batchSize: 10', 'learningRate: $rate, batchSize: $batch')); // prettier-ignore
      const manifests = many.plan.runs.map((run) => syntheticManifest(run));
      const page = await renderReport(inputOf(many, { manifests }));
      const listed = [...page.matchAll(/<tr id="run-[^"]+"/g)];
      expect(listed).toHaveLength(2100);
      expect(new Set(listed.map(([tag]) => tag)).size).toBe(2100);
      expect(page).toContain('<summary>2,001 to 2,100, from r');
      expect(page).toContain('With 60 replicates, single ones are listed');
      expect(page).toContain('the page holds 600 of 2100 matrices');
      expect(Buffer.byteLength(page)).toBeLessThan(5e6);
    },
  );
});

describe('renderMainPlot', () => {
  it('draws an SVG that needs no other file', async () => {
    const svg = await renderMainPlot(fixtureInput());
    expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('#ffffff');
    expect(svg).not.toContain('var(--');
  });

  it('is nothing where nothing was measured', async () => {
    expect(await renderMainPlot(fixtureInput({ manifests: [] }))).toBeNull();
  });
});
