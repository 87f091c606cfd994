/* Hostile names in everything that is written of them: the page, tables, LaTeX, BibTeX, scripts for the cluster. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { core, fromDist } from '../../built.mjs';
import { outcomeOf } from '../outcome.mjs';
import * as read from '../grammar/names.mjs';

export const name = 'names';
export const about =
  'names of classes, experiments, figures, units and machines in pages, tables, LaTeX, BibTeX and scripts';
export const share = 0.1;

const requireOf = (name) => createRequire(new URL(`../../../packages/${name}/package.json`, import.meta.url));
const { h } = requireOf('report')('preact');
const { renderToString } = requireOf('report')('preact-render-to-string');
const { stringify } = requireOf('core')('yaml');
const experiments = new URL('../../../experiments/', import.meta.url);
const places = ['title', 'question', 'statement', 'quote', 'contrast', 'figure', 'unit', 'provenance', 'citation', 'class', 'class too', 'experiment', 'processor', 'library', 'reason', 'commit', 'compared']; // prettier-ignore

let product;
let folder;
let manifests;
let plain;

/** A few recorded runs of the smoke test, and what is made of them with harmless names. */
export async function prepare({ work }) {
  for (const each of ['smoke', 'fashion-mnist']) {
    fs.mkdirSync(`${work}/experiments/${each}`, { recursive: true });
    fs.copyFileSync(new URL(`${each}/experiment.yaml`, experiments), `${work}/experiments/${each}/experiment.yaml`);
  }
  folder = `${work}/experiments/names`;
  fs.mkdirSync(folder);
  const files = [
    'exports/csv',
    'exports/latex',
    'exports/bibtex',
    'exports/mlflow',
    'data/model',
    'figures/page-charts',
    'page',
    'render-report',
  ];
  product = Object.assign({}, ...(await Promise.all(files.map((file) => fromDist('report', `${file}.js`)))));
  const command = ['results/report-input', 'slurm/script', 'workspace/experiment'];
  Object.assign(product, ...(await Promise.all(command.map((file) => fromDist('cli', `${file}.js`)))));
  const { runs } = product.openExperiment(`${work}/experiments/smoke/experiment.yaml`);
  const few = runs.filter(({ stage, at }) => stage === 'source' || at.size === '5');
  const recorded = core.readResults(fileURLToPath(new URL(`smoke/${core.resultsFile}`, experiments)));
  manifests = core.collect(few, recorded).manifests;
  const harmless = Object.fromEntries(places.map((place, index) => [place, `name ${index}`]));
  const input = named(harmless);
  plain = { tables: tables(input), page: page(input), report: (await whole(input)).elements };
}

/** The smoke test under other names. What moves no weight moves no id: its recorded runs answer it. */
const textOf = (names) =>
  stringify({
    extends: '../smoke/experiment.yaml',
    name: 'names',
    title: names.title,
    question: names.question,
    citation: { text: names.citation, doi: names.citation, url: names.citation },
    factors: { size: { levels: [5, 25], scale: 'log2', unit: names.unit } },
    claims: [
      {
        ...{ id: 'C1', origin: 'stated', margin: 1, over: 'size' },
        statement: names.statement,
        quote: { text: names.quote, source: names.quote },
        test: {
          contrasts: [{ name: names.contrast, plus: { condition: ['S2T', 'S3T'] }, minus: { condition: 'base' } }],
        },
      },
    ],
    figures: [{ lines: { y: 'test.accuracy', x: 'condition', series: 'size', title: names.figure } }],
    provenance: { model: { origin: 'ours', note: names.provenance } },
  });

/** @throws SeedbedError where the reader takes no such name. */
function named(names) {
  const path = `${folder}/experiment.yaml`;
  fs.writeFileSync(path, textOf(names));
  const experiment = product.openExperiment(path);
  const renamed = manifests.map((manifest, index) => ({
    ...manifest,
    experiment: names.experiment,
    data: { ...manifest.data, classes: manifest.data.classes.map((_, at) => (at === 0 ? names.class : at === 1 ? `${names['class too']}` : `class ${at}`)) }, // prettier-ignore
    environment: { ...manifest.environment, cpu: { ...manifest.environment.cpu, model: names.processor } },
    backend: { ...manifest.backend, library: names.library },
    code: { ...manifest.code, commit: names.commit },
    ...(index === 1 ? { outcome: { status: 'failed', step: null, reason: names.reason }, measured: null } : {}),
  }));
  const input = product.reportInput(experiment, renamed, experiment.results);
  return {
    ...input,
    compared: [{ name: names.compared, manifests: renamed, predicted: input.predicted, claims: input.claims }],
  };
}

const filesOf = (files) => Object.fromEntries([...files].map(([path, text]) => [path, text]));

function tables(input) {
  const model = product.modelOf(input);
  const csv = filesOf(product.exportCsv(model));
  const latex = filesOf(product.exportLatex(model));
  const [bibtex] = Object.values(filesOf(product.exportBibtex(model)));
  const cells = Object.values(csv).flatMap((text) => read.csvRows(text));
  return {
    rows: cells.map((cell) => cell.length).join(),
    formulas: cells
      .flat()
      .filter(read.isFormula)
      .map(({ text }) => text),
    latex: Object.values(latex).map(read.latexTokens),
    bibtex: read.bibtexFields(bibtex),
    paths: [...product.exportMlflow(model).keys()].join(),
  };
}

function page(input) {
  const model = product.modelOf(input);
  const { figures, cost } = product.pageCharts(model);
  const props = { model, figures, cost, charts: new Map(), style: '', scripts: [], chartData: '[]' };
  return read.elementsIn(renderToString(h(product.Page, props)));
}

/** With its charts, whose labels wrap and hide as they are long: there it counts which elements there are. */
async function whole(input) {
  const html = await product.renderReport(input);
  const [, data] = /<script type="application\/json" id="chart-data">([^]*?)<\/script>/.exec(html);
  JSON.parse(data);
  return { elements: Object.keys(read.elementsIn(html)) };
}

function differs(what, ours, theirs) {
  if (!isDeepStrictEqual(ours, theirs)) throw new Error(`${what} are others than with harmless names: ${JSON.stringify(ours).slice(0, 1500)} instead of ${JSON.stringify(theirs).slice(0, 1500)}`); // prettier-ignore
}

function checkTables(input) {
  const made = tables(input);
  if (made.formulas.length > 0) throw new Error(`a spreadsheet would compute ${JSON.stringify(made.formulas[0])}`);
  for (const what of ['rows', 'latex', 'bibtex', 'paths']) differs(what, made[what], plain.tables[what]);
}

/** A script of the cluster, read as a shell reads it; and as bash does, now and then. */
function checkScript({ words, folder, bash }) {
  const script = product.taskScript(['module load x'], words, folder);
  const lines = script.slice(script.indexOf('trap again USR1\n') + 16);
  const command = lines.slice(0, lines.indexOf(' "$number" &\n'));
  differs('words', read.shellWords(command), words);
  if (script.split('\n').slice(0, 3).some((line) => line.startsWith('#SBATCH'))) throw new Error('sbatch would read options of it'); // prettier-ignore
  if (!bash) return;
  const echo = spawnSync('bash', ['-c', `printf '%s\\0' ${command}`], { encoding: 'buffer' });
  differs("bash's words", echo.stdout.toString('utf8').split('\0').slice(0, -1), words);
  const checked = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(`bash does not read the script: ${checked.stderr}`);
}

/** As an argument holds it: no zero byte, and no half of a character. */
const asArgument = (text) => text.replaceAll('\0', '').toWellFormed() || 'x';

const hostileNames = (random) => {
  const names = Object.fromEntries(places.map((place, index) => [place, random.chance(0.3) ? read.hostileName(random) : `name ${index}`])); // prettier-ignore
  // Where nothing is written there is nothing to compare.
  for (const [index, place] of places.entries())
    names[place] = names[place].trim() === '' ? `name ${index}` : names[place];
  return names;
};

const script = (random) => ({
  what: 'script',
  words: Array.from({ length: 1 + random.below(5) }, () => asArgument(read.hostileName(random))),
  folder: asArgument(read.hostileName(random)),
  bash: random.chance(0.002),
});

export const generate = (random) =>
  random.choose([
    [7000, () => script(random)],
    [2500, () => ({ what: 'tables', names: hostileNames(random) })],
    [500, () => ({ what: 'page', names: hostileNames(random) })],
    [2, () => ({ what: 'report', names: hostileNames(random) })],
  ]);

async function checkNames(what, input) {
  if (what === 'tables') checkTables(input);
  if (what === 'page') differs('elements', page(input), plain.page);
  if (what === 'report') {
    const strange = (await whole(input)).elements.filter((each) => !plain.report.includes(each));
    if (strange.length > 0) throw new Error(`the page has ${strange.join(', ')}`);
  }
}

export async function run(given) {
  let input;
  const outcome = await outcomeOf(() => {
    if (given.what === 'script') checkScript(given);
    else input = named(given.names);
  });
  if (input) await checkNames(given.what, input);
  return outcome;
}
