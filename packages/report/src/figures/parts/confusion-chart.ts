import { type Chart, chartWidth, opening, type Row } from '../../charts/chart.js';
import { specOf } from '../../charts/panels.js';
import { color } from '../../charts/theme.js';
import { classLabels } from '../../text/class-name.js';
import { capital } from '../../text/format.js';
import type { Confusions, Matrix } from './confusion-data.js';

/** So many classes have room for their counts. */
const mostNumbers = 12;

/** Pixels from one name to the next, aslant, from which on they do not touch. */
const lineHeight = 18;

/** A row a run: what follows from it is worked out where it is drawn, so that the page does not carry it. */
function rowOf({ levels, replicate, classes, counts, run }: Matrix): Row {
  const labels = classLabels(classes);
  return {
    ...Object.fromEntries(levels.map((level, index) => [`f${index}`, level])),
    ...{ replicate, classes, counts, runs: [run] },
    labels: classes.map((name) => labels.get(name) as string),
  };
}

/** The matrix of a run that the reader chooses by its levels and its replicate. */
export function confusionChart({ factors, shown }: Confusions, id: string, gap: string | null): Chart {
  const [first] = shown as [Matrix];
  const rows = shown.map(rowOf);
  const names = factors.map((factor) => factor.title ?? factor.name);
  const options = factors.map((_, index) => [...new Set(shown.map(({ levels }) => levels[index] as string))]);
  const replicates = [...new Set(shown.map(({ replicate }) => replicate))].sort((a, b) => a - b);
  const at = [...names.map((name, index) => `${name} ${first.levels[index]}`), `replicate ${first.replicate}`].join(', '); // prettier-ignore
  const label = `Confusion matrix of one run: rows are true classes, columns predicted ones, in counts of examples. Shown first: ${at}.`; // prettier-ignore
  const widest = Math.max(...shown.map(({ classes }) => classes.length));
  const choice = (name: string, value: string | number, values: readonly (string | number)[], title: string) => ({ name, value, ...(values.length > 1 ? { bind: { input: 'select', options: values, name: `${title} ` } } : {}) }); // prettier-ignore
  const params = [
    ...names.map((name, index) => choice(`level${index}`, first.levels[index] as string, options[index] as string[], capital(name))), // prettier-ignore
    choice('chosen', first.replicate, replicates, 'Replicate'),
  ];
  const filter = [...names.map((_, index) => `datum.f${index} === level${index}`), 'datum.replicate === +chosen'].join(' && '); // prettier-ignore

  const spec: Chart['spec'] = (layout) => {
    const side = Math.min(layout === 'wide' ? 600 : chartWidth.narrow - 110, 74 * widest);
    const axis = { labelLimit: layout === 'wide' ? 130 : 84, domain: false, labelOverlap: side / widest < lineHeight };
    return specOf(opening({ label, gap, rows }, layout), {
      params,
      transform: [
        { filter },
        { flatten: ['labels', 'classes', 'counts'], as: ['truth', 'full', 'row'] },
        { flatten: ['labels', 'classes', 'row'], as: ['predicted', 'fullPredicted', 'n'] },
        { joinaggregate: [{ op: 'sum', field: 'n', as: 'all' }], groupby: ['truth'] },
        { calculate: 'datum.all > 0 ? datum.n / datum.all : 0', as: 'share' },
      ],
      width: side,
      height: side * 0.72,
      encoding: {
        x: { field: 'predicted', type: 'nominal', sort: null, axis: { title: 'Predicted class', labelAngle: -40, ...axis } }, // prettier-ignore
        y: { field: 'truth', type: 'nominal', sort: null, axis: { title: 'True class', ...axis } },
      },
      layer: [
        {
          mark: { type: 'rect', color: color.validation },
          encoding: {
            opacity: { field: 'share', type: 'quantitative', scale: { domain: [0, 1], range: [0.03, 0.6] }, legend: null }, // prettier-ignore
            tooltip: [
              { field: 'full', title: 'True class' },
              { field: 'fullPredicted', title: 'Predicted class' },
              { field: 'n', title: 'Examples' },
              { field: 'share', title: 'Share of the class', format: '.1%' },
            ],
          },
        },
        ...(widest <= mostNumbers
          ? [{ mark: { type: 'text', color: color.ink, fontSize: layout === 'wide' ? 12 : 10, tooltip: null }, encoding: { text: { field: 'n' } } }] // prettier-ignore
          : []),
      ],
    });
  };
  return {
    ...{ id, label, gap, rows, spec, legend: false, filters: [] },
    values: `${at}: ${first.counts.map((row, truth) => `${first.classes[truth]}: ${row.join(', ')}`).slice(0, 20).join('; ')}.`, // prettier-ignore
    columns: [...names.map((name, index) => [`f${index}`, name] as const), ['replicate', 'replicate'], ['classes', 'classes'], ['counts', 'counts by true and predicted class']], // prettier-ignore
  };
}
