import { modelOf } from '../data/model.js';
import type { ReportInput } from '../input.js';
import { renderReport } from '../render-report.js';
import { exportBibtex } from './bibtex.js';
import { exportCsv } from './csv.js';
import { exportPng, exportSvg } from './figures.js';
import type { ExportFiles } from './files.js';
import { exportLatex } from './latex.js';
import { exportMlflow } from './mlflow.js';
import { exportParquet } from './parquet.js';
import { exportRoCrate } from './ro-crate.js';

export type { ExportFiles };

type Exporter = (input: ReportInput) => ExportFiles | Promise<ExportFiles>;

/** Every format, by the name that the command knows. */
const exporters = {
  csv: (input) => exportCsv(modelOf(input)),
  parquet: (input) => exportParquet(modelOf(input)),
  'ro-crate': async (input) => exportRoCrate(modelOf(input), await renderReport(input)),
  mlflow: (input) => exportMlflow(modelOf(input)),
  latex: (input) => exportLatex(modelOf(input)),
  svg: (input) => exportSvg(modelOf(input)),
  png: (input) => exportPng(modelOf(input)),
  bibtex: (input) => exportBibtex(modelOf(input)),
} satisfies Record<string, Exporter>;

export type ExportFormat = keyof typeof exporters;

/** The files of an export; equal input gives equal bytes, but for `png`, which is drawn with the fonts of the machine. */
export const exportResults = async (format: ExportFormat, input: ReportInput): Promise<ExportFiles> =>
  (exporters[format] as Exporter)(input);
