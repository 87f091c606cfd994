/* Results as lines, as tables in docs/benchmarks.md, and as plots beside it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const require = createRequire(new URL('../../packages/report/package.json', import.meta.url));

const round = (value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
const range = ({ least, median, most }) => [least, median, most].map(round).join(', ');
const ratioOf = ({ ofMinima }) => ofMinima.toFixed(2);

/** For a terminal. */
export const linesOf = (results) =>
  Object.entries(results).flatMap(([suite, { rows, facts = [], accuracies = [] }]) => [
    `${suite}`,
    ...rows.map(({ what, peer, unit, seedbed, theirs, ratio }) => `  ${what}: ${round(seedbed.least)} ${unit}, ${peer} ${round(theirs.least)} ${unit}: ${ratioOf(ratio)} times as fast (rounds ${range(ratio)})`), // prettier-ignore
    ...facts.map(({ what, unit, ...values }) => `  ${what}: ${range(values)} ${unit}`),
    ...accuracies.map((place) => `  ${JSON.stringify(place)}`),
  ]);

const table = (heading, rows) => [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'); // prettier-ignore

function accuracyTable(accuracies) {
  const peers = Object.keys(accuracies[0]).filter((key) => key.endsWith(', difference'));
  const inOrder = [...accuracies].sort((a, b) => a.size - b.size || a.condition.localeCompare(b.condition, 'en'));
  const rows = inOrder.map((place) => [
    place.condition,
    place.size,
    place.Seedbed.toFixed(1),
    ...peers.flatMap((key) => {
      const [low, centre, high] = place[key];
      return [place[key.replace(', difference', '')].toFixed(1), `${centre.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`]; // prettier-ignore
    }),
  ]);
  const names = peers.flatMap((key) => [key.replace(', difference', ''), 'difference, points (95 %)']);
  return table(['condition', 'images a class', 'Seedbed', ...names], rows);
}

function sectionOf([suite, { machine, rounds, rows, facts = [], accuracies = [], versions }]) {
  const times = rounds === 1 ? 'once' : `${rounds} times`;
  const how = [`On ${machine}; each ${times}`, ...new Set(Object.values(versions ?? {}))];
  const parts = [`### ${suite}`, `${how.join('; ')}.`];
  if (rows.length > 0)
    parts.push(table(['what', 'peer', 'Seedbed', 'peer', 'ratio of minima', 'ratios of the rounds: least, median, most'], rows.map(({ what, peer, unit, seedbed, theirs, ratio }) => [what, peer, `${round(seedbed.least)} ${unit}`, `${round(theirs.least)} ${unit}`, ratioOf(ratio), range(ratio)]))); // prettier-ignore
  if (facts.length > 0)
    parts.push(table(['what', 'unit', 'least, median, most'], facts.map(({ what, unit, ...values }) => [what, unit, range(values)]))); // prettier-ignore
  if (accuracies.length > 0) parts.push('Test accuracies, %, means over the replicates:', accuracyTable(accuracies));
  return parts.join('\n\n');
}

async function svg(spec) {
  const vega = await import(require.resolve('vega'));
  const { compile } = await import(require.resolve('vega-lite'));
  const config = { background: 'white', font: 'sans-serif' };
  return new vega.View(vega.parse(compile({ ...spec, config }).spec), { renderer: 'none' }).toSVG();
}

/** Every ratio with its range over the rounds; 1 is a line. */
const ratioPlot = (rows) => ({
  width: 420,
  data: {
    values: rows.map(({ what, peer, ratio }) => ({ name: `${what.replace(/, the program.*/, '')} / ${peer}`, peer, ...ratio })), // prettier-ignore
  },
  encoding: { y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 520 } } },
  layer: [
    { mark: { type: 'rule', color: '#888' }, encoding: { x: { datum: 1 }, y: null } },
    { mark: 'rule', encoding: { x: { field: 'least', type: 'quantitative', title: 'times as fast as the peer' }, x2: { field: 'most' } } }, // prettier-ignore
    { mark: { type: 'point', filled: true, size: 60 }, encoding: { x: { field: 'ofMinima', type: 'quantitative' }, color: { field: 'peer', type: 'nominal', title: 'peer' } } }, // prettier-ignore
  ],
});

const storesPlot = (facts) => ({
  data: {
    values: facts.flatMap(({ what, unit, least }) => {
      const [, command, count, memory] = /^(\w+), (\d+) manifests(: peak memory)?$/.exec(what);
      return [{ command, count: Number(count), value: least, measure: memory ? 'peak memory, MB' : `time, ${unit}` }];
    }),
  },
  facet: { column: { field: 'measure', type: 'nominal', title: null } },
  resolve: { scale: { y: 'independent' } },
  spec: {
    width: 240,
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'count', type: 'quantitative', scale: { type: 'log' }, title: 'manifests' },
      y: { field: 'value', type: 'quantitative', scale: { type: 'log' }, title: null },
      color: { field: 'command', type: 'nominal' },
    },
  },
});

const marks = ['<!-- results: npm run bench -- --write -->', '<!-- end of results -->'];

/** Puts results beside those that are there already, and draws the page again. */
export async function writePage(fresh) {
  const file = `${docs}benchmarks.json`;
  const results = { ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}), ...fresh };
  writeFileSync(file, await format(JSON.stringify(results), { parser: 'json', printWidth: 120 }));
  const rows = Object.values(results).flatMap((suite) => suite.rows);
  writeFileSync(`${docs}images/benchmarks.svg`, await svg(ratioPlot(rows)));
  const plots = ['![Ratios to the peers](images/benchmarks.svg)'];
  if (results.stores) {
    writeFileSync(`${docs}images/benchmarks-stores.svg`, await svg(storesPlot(results.stores.facts)));
    plots.push('![Time and memory by the size of a store](images/benchmarks-stores.svg)');
  }
  const page = readFileSync(`${docs}benchmarks.md`, 'utf8');
  const [before] = page.split(marks[0]);
  const [, after] = page.split(marks[1]);
  const text = [before.trim(), marks[0], ...plots, ...Object.entries(results).map(sectionOf), marks[1], after.trim()];
  writeFileSync(`${docs}benchmarks.md`, await format(text.join('\n\n'), { parser: 'markdown', printWidth: 120 }));
}
