import { byContext, contextOf, contextWords, type Manifest, sha256, summariesOf } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { renderMainPlot, renderReport } from './render-report.js';
import { fixtureInput, fixtureManifest, incompleteInput } from './testing/fixture.js';

describe('renderReport', () => {
  it('gives the same bytes twice, in whatever order runs and manifests come', async () => {
    const input = incompleteInput();
    const first = await renderReport(input);
    await renderReport(fixtureInput());
    expect(await renderReport(input)).toBe(first);
    const reversed = {
      ...input,
      manifests: [...input.manifests].reverse(),
      expected: [...input.expected].reverse(),
      intervals: [...input.intervals].reverse().map((cell) => ({ ...cell, values: [...cell.values].reverse() })),
    };
    expect(sha256(await renderReport(reversed))).toBe(sha256(first));
  });

  it('stays under 3 MB and names no address to fetch from', async () => {
    const page = await renderReport(fixtureInput());
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
    const markup = page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/data:[^"]*/g, '');
    expect(markup).not.toMatch(/<(?:link|img|iframe|image|object|embed)\b/i);
    expect(markup).not.toMatch(/\ssrc=|@import|url\((?!#)/i);
  });

  it('draws every chart twice without JavaScript, with ids that occur once', async () => {
    const page = await renderReport(fixtureInput());
    const markup = page.replace(/<script[\s\S]*?<\/script>/g, '');
    const charts = [...markup.matchAll(/data-chart="([^"]+)"/g)].map((match) => match[1]);
    expect(charts).toEqual([
      'findings-C1',
      'findings-C2',
      'accuracy',
      'benefit',
      'depth',
      'learning',
      'confusion',
      'cost',
      'sources',
      'source-learning',
    ]);
    expect(markup.match(/<svg/g)).toHaveLength(2 * charts.length);
    const ids = [...markup.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says which context it shows, and what was left aside', async () => {
    const words = (manifest: Manifest) => contextWords(contextOf(manifest));
    const [first] = fixtureInput().manifests;
    const page = await renderReport(fixtureInput());
    expect(page.split(`${words(first!)}.`)).toHaveLength(3);
    expect(page).not.toContain('no part of this page');
    const older = fixtureManifest({ role: 'cell', replicate: 0, condition: 'base', images: 5 }, { numerics: 7 });
    const aside = summariesOf(byContext([older]));
    const beside = await renderReport(fixtureInput({ aside }));
    expect(beside).toContain('lay beside these and are no part of this page');
    expect(beside).toContain(`${aside[0]!.id.slice(0, 8)}: ${words(older)}, 1 run, `);
  });

  it('says nothing of validation where no images were kept for it', async () => {
    const input = fixtureInput();
    const unvalidated = input.manifests.map((manifest) => ({
      ...manifest,
      evaluations: manifest.evaluations.map((at) => ({ ...at, validationLoss: null, validationAccuracy: null })),
    }));
    const learning = async (manifests: typeof input.manifests) =>
      /<section[^>]*id="learning"[\s\S]*?<\/section>/.exec(await renderReport({ ...input, manifests }))![0];
    const page = await learning(unvalidated);
    expect(page).toContain('No images were kept for validation.');
    expect(page.replace('kept for validation', '')).not.toMatch(/validation/i);
    expect(await learning(input.manifests)).toMatch(/Validation loss<\/th>/);
  });

  it('links a DOI that holds half of a character', async () => {
    const input = fixtureInput();
    const page = await renderReport({
      ...input,
      spec: { ...input.spec, citation: { text: 'A paper', doi: '10.1/\ud800' } },
    });
    expect(page).toContain('href="https://doi.org/10.1/%EF%BF%BD"');
  });

  it('shows text from specs and manifests as text', async () => {
    const hostile = `<img src=x onerror="alert(1)"></script><script>alert(2)</script>\u2028&"'`;
    const input = fixtureInput();
    const page = await renderReport({
      ...input,
      spec: {
        ...input.spec,
        title: hostile,
        question: hostile,
        citation: { text: hostile, url: 'javascript:alert(3)' },
        provenance: { [hostile]: { origin: 'ours', note: hostile } },
      },
      claims: input.claims.map((claim) => ({
        ...claim,
        statement: hostile,
        summary: hostile,
        cautions: [hostile],
        findings: claim.findings.map((finding) => ({ ...finding, name: hostile })),
      })),
      manifests: input.manifests.map((manifest) => ({
        ...manifest,
        data: { ...manifest.data, classes: [hostile, 'harmless'] },
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
    const note = 'Incomplete: 102 of 105 runs finished (1 missing, 1 diverged, 1 failed).';
    for (const chart of [
      'findings-C1',
      'findings-C2',
      'accuracy',
      'benefit',
      'depth',
      'learning',
      'confusion',
      'cost',
    ]) {
      const figure = page.slice(page.indexOf(`data-chart="${chart}"`)).split('</svg>')[0]!;
      expect(figure).toContain(note);
      expect(figure.match(/Incomplete: 102 of 105/g)!.length).toBeGreaterThan(1);
    }
    expect(page).toContain('replicate 2 · S5T · 500 images a class (diverged at step 41: the loss is not finite)');
    expect(page).toContain('replicate 0 · base · 5 images a class (failed: killed)');
    expect(page).toContain('replicate 1 · S5T · 500 images a class');
    expect(page).toMatch(
      /replicate 0 · FTall · 25 images a class: 2 manifests \([0-9a-f, ]+\), with different results/,
    );
    expect(await renderReport(fixtureInput())).not.toContain('Incomplete:');
  });

  it('renders when nothing has been run yet', async () => {
    const page = await renderReport({ ...fixtureInput({ manifests: [] }), claims: [] });
    expect(page).toContain('0 of 108 runs finished');
  });

  it('renders a plan of one condition, one size and one replicate', async () => {
    const input = fixtureInput();
    const one = { role: 'cell' as const, replicate: 0, condition: 'S2T', images: 5 };
    const manifest = fixtureManifest(one);
    const accuracy = manifest.test!.accuracy * 100;
    const page = await renderReport({
      spec: {
        ...input.spec,
        conditions: ['S2T'],
        split: { ...input.spec.split, target: { classes: 5, images: [5] } },
        claims: [],
      },
      expected: [{ ...one, cellId: manifest.cellId }],
      manifests: [manifest],
      claims: [],
      intervals: [{ condition: 'S2T', images: 5, interval: null, values: [{ replicate: 0, accuracy }] }],
    });
    expect(page).toContain('All 1 run finished');
    expect(page).toContain('Too few replicates for intervals.');
    expect(page).not.toMatch(
      /NaN|undefined|Infinity/.exec(page.replace(/<script[\s\S]*?<\/script>/g, ''))?.[0] ?? /$^/,
    );
  });
});

describe('with thousands of runs', () => {
  it(
    'lists every manifest once, in parts, and draws means instead of hundreds of lines',
    { timeout: 600_000 },
    async () => {
      const replicates = Array.from({ length: 60 }, (_, index) => index);
      const { spec } = fixtureInput();
      const asked = replicates.flatMap((replicate) =>
        spec.split.target.images.flatMap((images) =>
          spec.conditions.map((condition) => ({ role: 'cell' as const, replicate, condition, images })),
        ),
      );
      const manifests = asked.map((run) => fixtureManifest(run));
      const expected = asked.map((run, index) => ({ ...run, cellId: manifests[index]!.cellId }));
      const page = await renderReport(fixtureInput({ manifests, expected }));
      const listed = [...page.matchAll(/<tr id="run-[^"]+"/g)];
      expect(listed).toHaveLength(2100);
      expect(new Set(listed.map(([tag]) => tag)).size).toBe(2100);
      expect(page).toContain('<summary>2,001 to 2,100, from replicate');
      expect(page).toContain('With 60 replicates, single ones are listed');
      expect(page).toContain('the page holds 600 of 2100 matrices');
      expect(Buffer.byteLength(page)).toBeLessThan(5e6);
    },
  );
});

describe('renderMainPlot', () => {
  it('draws an SVG that stands alone', async () => {
    const svg = await renderMainPlot(fixtureInput());
    expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('#ffffff');
    expect(svg).not.toContain('var(--');
  });

  it('names runs that did not learn, and says nothing where all did', async () => {
    expect(await renderReport(fixtureInput())).not.toContain('did not learn');
    const [first] = fixtureInput().manifests as [Manifest];
    const { test, data } = first;
    const confusion = test!.confusion.map((row) => row.map((_, said) => (said === 1 ? 1000 : 0)));
    const dead = { ...first, test: { ...test!, confusion } };
    const page = await renderReport({ ...fixtureInput(), manifests: [dead, ...fixtureInput().manifests.slice(1)] });
    expect(page).toContain('<strong>1 run did not learn.</strong>');
    expect(page).toContain(`it takes every test image for &quot;${data.classes[1]}&quot;`);
  });

  it('shows mean class accuracy beside accuracy where the test set is uneven, with the share of the largest class', async () => {
    const even = await renderReport(fixtureInput());
    expect(even).not.toContain('Mean class accuracy');
    const manifests = fixtureInput().manifests.map((run) => {
      const confusion = run.test!.confusion.map((row, truth) =>
        truth === 0 ? row : row.map((images) => images / 100),
      );
      return { ...run, test: { ...run.test!, images: 1040, confusion } };
    });
    const page = await renderReport({ ...fixtureInput(), manifests });
    expect(page).toContain('<strong>The test set is uneven.</strong>');
    expect(page).toContain('1000 of 1040 (96 %) are of');
    expect(page).toContain('Mean class accuracy, beside accuracy');
  });
});
