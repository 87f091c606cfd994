export { exportResults, type ExportFiles, type ExportFormat } from './exports/index.js';
export type { DataPageInput, ShownSet } from './dataset/input.js';
export type { ComparedSet, ReportInput } from './input.js';
export type { IndexInput, PlannedEntry } from './shelf/input.js';
export { tallyRuns, type RepeatedRun, type Tally } from './data/tally.js';
export { renderData } from './render-data.js';
export { renderIndex } from './render-index.js';
export { renderMainPlot, renderReport } from './render-report.js';
