import { sourceKind, type Treatment } from '@seedbed/core';
import type { ExpectedRun } from '../input.js';
import { count } from './format.js';

/** A run in words: "replicate 2 · S3T · 25 images a class". */
export function runName(run: Omit<ExpectedRun, 'cellId'>): string {
  const kind = sourceKind(run.cell ?? {});
  const what = run.role === 'source' ? `source network${kind && ` (${kind})`}` : (run.condition ?? 'no condition');
  return `replicate ${run.replicate} · ${what} · ${count(run.images, 'image')} a class`;
}

const layers = (n: number) => (n === 1 ? 'the first layer' : `the first ${n} layers`);

/** What a condition does, in words. */
export function conditionMeaning(treatment: Treatment, transferable: number): string {
  const { source, copied, frozen, probe, budget } = treatment;
  const parts: string[] = [];
  if (!source) parts.push('from scratch');
  else {
    const trained =
      source.labels === 'shuffled' ? 'trained on shuffled labels' : `trained on the ${source.classes} classes`;
    const what = copied >= transferable ? 'all layers' : layers(copied);
    parts.push(`starts with ${what} of a network ${trained}`);
    if (copied < transferable) parts.push('the layers above are random');
  }
  if (frozen) parts.push(`${layers(frozen)} fixed`);
  else if (source) parts.push('everything is fine-tuned');
  if (probe) parts.push(`only the classifier is trained for the first ${Math.round(probe * 100)} % of the steps`);
  if (budget !== 1) parts.push(`${budget} times the steps`);
  return `${parts.join('; ')}.`;
}
