import type { Figure } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { heatmap } from '../figures/heatmap.js';
import { lines } from '../figures/lines.js';
import { gridRows, headsOf } from '../figures/parts/grid.js';
import type { Lines } from '../figures/parts/lines-data.js';
import type { Estimate } from '../values/estimates.js';
import { axisTitle } from '../values/quantity.js';
import { fixed } from '../text/format.js';
import type { ExportFiles } from './files.js';

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '−': '$-$',
  '·': '$\\cdot$',
};

/** Text that LaTeX sets as it is, on one line: an empty one would end the paragraph, and with it the argument. */
export const latexText = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\{}#$%&_~^<>−·]/g, (character) => special[character]!);

const number = (value: number, places = 1) => fixed(value, places).replace('−', '-');

/** Tables for a paper, in the style of booktabs: the means of each figure with levels on x, and the claims. */
export function exportLatex(model: ReportModel): ExportFiles {
  const tables = model.input.figures.flatMap((figure, index) => {
    if (figure.kind !== 'lines' && figure.kind !== 'heatmap') return [];
    const data = meansOf(figure, model);
    return data ? [[`figure-${index + 1}.tex`, meansTable(data, `figure-${index + 1}`, model)] as const] : [];
  });
  return new Map([...tables, ['claims.tex', claimsTable(model)]]);
}

type Means = Pick<Lines, 'quantity' | 'axes' | 'estimates' | 'digits'>;

const meansOf = (figure: Figure, model: ReportModel): Means | null =>
  figure.kind === 'heatmap' ? heatmap.rows(figure, model) : lines.rows(figure, model);

/** A row for all that has the same panel and series, a column for each value of x. */
function meansTable(
  { quantity, axes, estimates, digits }: Means,
  id: string,
  { experiment, gaps, replicates }: ReportModel,
): string {
  const { x } = axes;
  const values = x?.values ?? [];
  const heads = headsOf<Estimate>(axes);
  const cell = (each: Estimate | undefined) => {
    if (!each) return '--';
    const half = each.interval ? ` \\pm ${number((each.interval.high - each.interval.low) / 2, digits)}` : '';
    return `$${number(each.mean, digits)}${half}$${each.replicates < each.planned ? '\\textsuperscript{*}' : ''}`;
  };
  const caption = `${latexText(axisTitle(quantity))}, mean and half of the 95\\,\\% t interval over ${replicates.length} replicates, by ${latexText(x?.title ?? '')}.`; // prettier-ignore
  const gap = gaps.results ? ` ${latexText(gaps.results)} Cells with fewer replicates than planned are marked *.` : '';
  const lines = [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${caption}${gap}}`,
    `  \\label{tab:${experiment.head.name}-${id}}`,
    `  \\begin{tabular}{${'l'.repeat(heads.length)}${'c'.repeat(values.length)}}`,
    '    \\toprule',
    `    ${[...heads.map(([title]) => title), ...values].map(latexText).join(' & ')} \\\\`,
    '    \\midrule',
    ...gridRows(estimates, heads).map(({ head, byX }) => `    ${[...head.map((name) => latexText(String(name))), ...values.map((value) => cell(byX.get(value)))].join(' & ')} \\\\`), // prettier-ignore
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
  ];
  return `${lines.join('\n')}\n`;
}

function claimsTable({ input, experiment }: ReportModel): string {
  const lines = [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{Claims and verdicts. ${latexText(experiment.head.title)}}`,
    `  \\label{tab:${experiment.head.name}-claims}`,
    '  \\begin{tabular}{lp{0.4\\linewidth}lp{0.32\\linewidth}}',
    '    \\toprule',
    '    & Claim & Verdict & Evidence \\\\',
    '    \\midrule',
    ...input.claims.map(
      ({ id, statement, verdict, summary }) =>
        `    ${latexText(id)} & ${latexText(statement)} & ${verdict} & ${latexText(summary)} \\\\`,
    ),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
  ];
  return `${lines.join('\n')}\n`;
}
