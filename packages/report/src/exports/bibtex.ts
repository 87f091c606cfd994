import type { ReportModel } from '../data/model.js';
import { shared } from '../data/provenance.js';
import type { ExportFiles } from './files.js';
import { latexText } from './latex.js';

const entry = (type: string, key: string, fields: readonly (readonly [string, string | undefined])[]) =>
  `@${type}{${key},\n${fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : [])).join(',\n')}\n}\n`;

/** BibTeX counts braces even behind a backslash, so none is written alone. */
const bibtexText = (text: string) =>
  latexText(text).replaceAll('\\{', '\\textbraceleft{}').replaceAll('\\}', '\\textbraceright{}');

/** An address, which is set as it is: what would end its field is written as addresses write it. */
const address = (text: string | undefined) => text?.replace(/[{}\\\s\p{Cc}]/gu, encodeURIComponent);

/** How to cite these results, and what they replicate. */
export function exportBibtex({ experiment, manifests: all }: ReportModel): ExportFiles {
  const { name, title, citation } = experiment.head;
  const last = all.map((run) => run.cost.finishedAt).sort().at(-1); // prettier-ignore
  const commits = shared(all, (run) => run.code.commit).flatMap(({ value }) => value ?? []);
  const own = entry('misc', `seedbed-${name}`, [
    ['title', `{${bibtexText(title)}}`],
    ['year', last?.slice(0, 4)],
    ['howpublished', 'Seedbed experiment, recorded run manifests'],
    [
      'note',
      bibtexText(
        [
          `${all.length} runs`,
          ...(commits.length > 0 ? [`code ${commits.join(', ')}`] : []),
          ...shared(all, (run) => run.data.fingerprint).map(({ value }) => `data fingerprint ${value}`),
        ].join('; '),
      ),
    ],
  ]);
  const cited = citation
    ? entry('misc', `${name}-original`, [
        ['title', `{${bibtexText(citation.text)}}`],
        ['doi', address(citation.doi)],
        ['url', address(citation.url)],
      ])
    : '';
  return new Map([['cite.bib', [own, cited].filter(Boolean).join('\n')]]);
}
