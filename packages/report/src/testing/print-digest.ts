import { sha256 } from '@seedbed/core';
import { renderMainPlot, renderReport } from '../render-report.js';
import { incompleteInput } from './fixture.js';

/* A process of its own for tests: renders the incomplete fixture and prints the digests of what came out. */
const input = incompleteInput();
console.log(sha256(await renderReport(input)), sha256((await renderMainPlot(input)) ?? ''));
