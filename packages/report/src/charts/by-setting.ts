import type { Manifest } from '@seedbed/core';
import { labelOf } from '@seedbed/core';
import { differing, settingsOf, unset } from '../data/settings.js';
import type { ReportModel } from '../data/model.js';
import { axisTitle, digitsOf, type Quantity } from '../values/quantity.js';
import { type Chart, chartWidth, opening, type Row } from './chart.js';
import { specOf } from './panels.js';
import { domainOf } from './ranges.js';
import { namedColors } from './theme.js';

/** More fields than these are no list to choose from. */
const mostSettings = 16;

/** Settings that tell single runs apart without meaning anything by themselves. */
const meaningless = new Set(['replicate', 'seed']);

/** Every run of all sets over any setting in which they differ: the reader chooses which. */
export function settingChart(quantity: Quantity, model: ReportModel): Chart | null {
  const { tally, input } = model;
  const ours = 'This page';
  const all = [{ name: ours, manifests: tally.counted }, ...(input.compared ?? [])].flatMap(({ name, manifests }) =>
    manifests.flatMap((run) => {
      const value = run.stage === quantity.stage ? quantity.valueOf(run) : undefined;
      return value === undefined ? [] : [{ name, run, value, settings: settingsOf(run) }];
    }),
  );
  // What paired runs differ in comes first: it is what the reader compares.
  const paired = model.compared.flatMap(({ settings }) => settings.map(({ name }) => name));
  const varied = differing(all.map(({ settings }) => settings)).filter((name) => !meaningless.has(name));
  const names = [...new Set([...paired.filter((name) => varied.includes(name)), ...varied])].slice(0, mostSettings);
  const [first] = names;
  if (first === undefined) return null;
  const sets = [...new Set(all.map(({ name }) => name))];
  const rows = all.map(({ name, run, value, settings }): Row => ({
    ...{ series: name, run: labelOf(run), replicate: run.replicate, value, runs: own(run, model) },
    ...Object.fromEntries(names.map((setting, index) => [`s${index}`, settings.get(setting) ?? unset])),
  }));
  const chosen = `{${names.map((name, index) => `${JSON.stringify(name)}: datum.s${index}`).join(', ')}}[by]`;
  const label = `${axisTitle(quantity)} of every run, over a setting in which runs differ; shown first: ${first}.`;
  const domain = domainOf(quantity, all.map(({ value }) => value)); // prettier-ignore
  const y = { type: 'quantitative' as const, scale: { domain, zero: false, nice: false }, axis: { title: axisTitle(quantity), tickCount: 7 } }; // prettier-ignore
  const format = `.${digitsOf(quantity, domain) + 1}f`;
  const gap = model.gaps.results;
  const scale = { domain: sets, range: namedColors(sets.length) };

  const spec: Chart['spec'] = (layout) =>
    specOf(opening({ label, gap, rows }, layout), {
      params: [{ name: 'by', value: first, bind: { input: 'select', options: names, name: 'Setting ' } }],
      transform: [
        { calculate: chosen, as: 'setting' },
        { calculate: 'isFinite(toNumber(datum.setting)) ? toNumber(datum.setting) : 0', as: 'order' },
      ],
      width: chartWidth[layout],
      height: 320,
      autosize: { type: 'fit', contains: 'padding' },
      encoding: {
        x: { field: 'setting', type: 'nominal', sort: { field: 'order', op: 'min' }, axis: { title: null, labelAngle: -30, labelLimit: 180 } }, // prettier-ignore
        xOffset: { field: 'series', type: 'nominal', sort: sets },
        color: { field: 'series', type: 'nominal', scale, legend: { title: 'Results', columns: layout === 'wide' ? 4 : 2, symbolType: 'circle' } }, // prettier-ignore
      },
      layer: [
        {
          mark: { type: 'point', filled: true, size: 22, opacity: 0.5 },
          encoding: {
            y: { field: 'value', ...y },
            tooltip: [
              { field: 'series', title: 'Results' },
              { field: 'run', title: 'Run' },
              { field: 'setting', title: 'Setting' },
              { field: 'value', title: axisTitle(quantity), format },
            ],
          },
        },
        {
          mark: { type: 'tick', thickness: 2.5, size: 26, tooltip: null },
          encoding: { y: { field: 'value', aggregate: 'mean', ...y } },
        },
      ],
    });
  return {
    ...{ id: 'settings', label, gap, rows, spec, legend: false },
    values: `${sets.join(', ')}; the settings are ${names.join(', ')}.`,
    filters: [{ field: 'series', title: 'Results', values: sets }].filter(({ values }) => values.length > 1),
    columns: [['series', 'results'], ['run', 'run'], ...names.map((name, index) => [`s${index}`, name] as const), ['value', axisTitle(quantity)]], // prettier-ignore
  };
}

/** Runs of other sets are not listed on the page. */
const own = (run: Manifest, model: ReportModel): number[] =>
  [model.indexOf(run)].filter((index) => index !== undefined);
