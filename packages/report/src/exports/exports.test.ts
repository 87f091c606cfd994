import { sha256 } from '@seedbed/core';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { fixtureInput, incompleteInput } from '../testing/fixture.js';
import { exportBibtex } from './bibtex.js';
import { exportCsv } from './csv.js';
import { exportLatex, latexText } from './latex.js';
import { exportMlflow } from './mlflow.js';
import { exportParquet } from './parquet.js';
import { exportRoCrate } from './ro-crate.js';

const input = incompleteInput();
const model = modelOf(input);

/** The input in which a class of the first measured run has another name. */
function withClass(name: string) {
  const place = input.manifests.findIndex(({ measured }) => measured?.test);
  const manifests = input.manifests.map((run, index) => (index === place ? { ...run, data: { ...run.data, classes: [name, ...run.data.classes.slice(1)] } } : run)); // prettier-ignore
  return { ...input, manifests };
}

describe('tables', () => {
  const lines = (name: string) => (exportCsv(model).get(name) as string).trimEnd().split('\r\n');

  it('have one row a run, with what did not finish and what is missing', () => {
    expect(lines('runs.csv')).toHaveLength(1 + 215);
    expect(lines('runs.csv').filter((line) => line.includes(',diverged,'))).toHaveLength(1);
    expect(lines('missing.csv')[1]).toMatch(/,target,1,500,S5T$/);
  });

  it('have what the manifests measured', () => {
    const [header, ...rows] = lines('runs.csv').map((line) => line.split(','));
    const at = (name: string) => header!.indexOf(name);
    for (const run of model.tally.counted) {
      const row = rows.find((each) => each[0] === run.id)!;
      const accuracy = run.measured?.test?.values['accuracy'];
      expect(row[at('test.accuracy')]).toBe(accuracy === undefined ? '' : String(accuracy));
      expect(row[at('manifest_digest')]).toBe(run.digest);
    }
  });

  it('quote what would break a line', () => {
    const hostile = withClass('a "b",\nc');
    const csv = exportCsv(modelOf(hostile)).get('confusion.csv') as string;
    expect(csv).toContain('"a ""b"",\nc"');
  });

  it.each(['=1+1', '+1', '-1+1', '@SUM(1)', ' =1', '\t=1', '\ufeff=1', '=cmd|x'])(
    'make no formula of a class %j',
    (name) => {
      const csv = exportCsv(modelOf(withClass(name)));
      expect(csv.get('confusion.csv')).toMatch(new RegExp(`,"?'${name.replace(/[+|()]/g, '\\$&')}"?,`));
      // Numbers stay numbers.
      expect(csv.get('estimates.csv')).toMatch(/,-\d/);
    },
  );

  it('are the same in Parquet, typed', async () => {
    const bytes = exportParquet(model).get('runs.parquet') as Uint8Array;
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(215);
    const byId = new Map(rows.map((row) => [row['run'], row]));
    for (const run of model.tally.counted) {
      const { replicate, at, measured } = run;
      const accuracy = measured?.test?.values['accuracy'];
      expect(byId.get(run.id)).toMatchObject({ replicate, stage: run.stage, ...(accuracy === undefined ? {} : { 'test.accuracy': accuracy, condition: at['condition'] }) }); // prettier-ignore
    }
    expect(rows.find((row) => row['outcome'] === 'diverged')!['test.accuracy'] ?? null).toBe(null);
  });
});

describe('for a paper', () => {
  it('LaTeX sets hostile text as text and marks incomplete cells', () => {
    expect(latexText('\\input{x} 50 % & $y_1$ #~^<>')).toBe(
      '\\textbackslash{}input\\{x\\} 50 \\% \\& \\$y\\_1\\$ \\#\\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}',
    );
    const table = exportLatex(model).get('figure-1.tex') as string;
    expect(table.match(/\\textsuperscript\{\*\}/g)).toHaveLength(2);
    expect(table).toContain('Incomplete: 207 of 210 runs finished');
  });

  it.each(['a } b', 'a { b', 'a}}, note = {{b', '\\', 'a\n\nb'])('whatever the title: %j', (title) => {
    const citation = { text: title, doi: title, url: title };
    const { experiment } = input;
    const hostile = modelOf({ ...input, experiment: { ...experiment, head: { ...experiment.head, title, citation } } });
    const bib = exportBibtex(hostile).get('cite.bib') as string;
    // BibTeX counts braces, whatever comes before them.
    const depths = [...bib].map(
      (
        (depth) => (each) =>
          (depth += each === '{' ? 1 : each === '}' ? -1 : 0)
      )(0),
    );
    expect([Math.min(...depths), depths.at(-1)]).toEqual([0, 0]);
    expect(bib.match(/^ {2}\w+ = /gm)).toEqual(['title', 'year', 'howpublished', 'note', 'title', 'doi', 'url'].map((name) => `  ${name} = `)); // prettier-ignore
    const lines = (text: unknown) => String(text).split('\n').length;
    expect(lines(exportLatex(hostile).get('claims.tex'))).toBe(lines(exportLatex(model).get('claims.tex')));
  });

  it('BibTeX names the results and the original', () => {
    const bib = exportBibtex(model).get('cite.bib') as string;
    expect(bib.match(/^@misc\{/gm)).toHaveLength(2);
    expect(bib).toContain('doi = {10.1007/978-3-319-46349-0_5}');
    for (const brace of bib.split('\n\n')) expect([...brace].filter((c) => c === '{').length).toBe([...brace].filter((c) => c === '}').length); // prettier-ignore
  });
});

describe('RO-Crate', () => {
  const files = exportRoCrate(modelOf(fixtureInput()), '<!doctype html>');
  const graph = (JSON.parse(files.get('ro-crate-metadata.json') as string) as { '@graph': Record<string, unknown>[] })['@graph']; // prettier-ignore
  const byId = new Map(graph.map((entity) => [entity['@id'] as string, entity]));

  it('describes every file that it holds, with its size and digest', () => {
    for (const [path, content] of files) {
      if (path === 'ro-crate-metadata.json') continue;
      expect(byId.get(path), path).toMatchObject({
        sha256: sha256(content),
        contentSize: String(Buffer.byteLength(content)),
      });
    }
  });

  it('refers to nothing that it does not describe', () => {
    const references = (value: unknown): string[] => {
      if (Array.isArray(value)) return value.flatMap(references);
      if (value === null || typeof value !== 'object') return [];
      const { '@id': id, ...rest } = value as Record<string, unknown>;
      return [...(typeof id === 'string' ? [id] : []), ...references(Object.values(rest))];
    };
    const dangling = [...new Set(graph.flatMap((entity) => references(Object.values(entity))))].filter(
      (id) => !byId.has(id),
    );
    expect(
      dangling.every((id) => /^https:\/\/(?:w3id\.org\/ro\/crate\/|w3id\.org\/workflowhub|bioschemas\.org\/)/.test(id)),
      dangling.join(),
    ).toBe(true);
  });

  it('is a Workflow Run Crate: an action whose instrument is the main entity', () => {
    const root = byId.get('./')!;
    expect(root['mainEntity']).toEqual({ '@id': 'experiment.yaml' });
    expect(byId.get('#run')).toMatchObject({ '@type': 'CreateAction', instrument: { '@id': 'experiment.yaml' } });
  });
});

describe('MLflow', () => {
  const files = exportMlflow(model);
  const home = (id: string) => `mlruns/1/${id.slice(0, 32)}`;

  it('has parameters, metrics by step, tags and the manifest of every run', () => {
    for (const run of model.tally.counted) {
      expect(files.get(`${home(run.id)}/tags/seedbed.manifest`)).toBe(run.digest);
      const accuracy = run.measured?.test?.values['accuracy'];
      if (accuracy !== undefined) expect(files.get(`${home(run.id)}/metrics/test_accuracy`)).toMatch(new RegExp(`^\\d+ ${accuracy} ${run.loss.steps}\n$`)); // prettier-ignore
      expect((files.get(`${home(run.id)}/metrics/train_step_loss`) as string).trim().split('\n')).toHaveLength(run.curve.length); // prettier-ignore
      expect(files.get(`${home(run.id)}/params/training.learningRate`)).toBe(String(run.config.training?.learningRate));
    }
  });

  it('calls a diverged run failed', () => {
    const diverged = model.tally.unfinished.find((run) => run.outcome.status === 'diverged')!;
    expect(files.get(`${home(diverged.id)}/meta.yaml`)).toContain('status: 4');
  });
});
