import { accuracyRows } from '../data/accuracy.js';
import type { ReportModel } from '../data/model.js';
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

/** Text that LaTeX sets as it stands, on one line: an empty one would end the paragraph, and with it the argument. */
export const latexText = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\{}#$%&_~^<>−·]/g, (character) => special[character]!);

const number = (value: number, places = 1) => fixed(value, places).replace('−', '-');

/** Two tables for a paper, in the style of booktabs: accuracy by size and condition, and the claims. */
export function exportLatex(model: ReportModel): ExportFiles {
  return new Map([
    ['accuracy.tex', accuracyTable(model)],
    ['claims.tex', claimsTable(model)],
  ]);
}

function accuracyTable({ input, conditions, sizes, gaps, replicates }: ReportModel): string {
  const rows = accuracyRows(input);
  const cell = (condition: string, images: number) => {
    const row = rows.find((each) => each.condition === condition && each.images === images);
    if (!row) return '--';
    const half = row.low === null || row.high === null ? '' : ` \\pm ${number((row.high - row.low) / 2)}`;
    return `$${number(row.mean)}${half}$${row.complete ? '' : '\\textsuperscript{*}'}`;
  };
  const lines = [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{Test accuracy (\\%), mean and half of the 95\\,\\% t interval over ${replicates} replicates, by images a class and condition.${gaps.cell ? ` ${latexText(gaps.cell)} Cells with fewer replicates than planned are marked *.` : ''}}`,
    `  \\label{tab:${input.spec.name}-accuracy}`,
    `  \\begin{tabular}{r${'c'.repeat(conditions.length)}}`,
    '    \\toprule',
    `    Images & ${conditions.map(latexText).join(' & ')} \\\\`,
    '    \\midrule',
    ...sizes.map(
      (images) => `    ${images} & ${conditions.map((condition) => cell(condition, images)).join(' & ')} \\\\`,
    ),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
  ];
  return `${lines.join('\n')}\n`;
}

function claimsTable({ input }: ReportModel): string {
  const lines = [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{Claims and verdicts. ${latexText(input.spec.title)}}`,
    `  \\label{tab:${input.spec.name}-claims}`,
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
