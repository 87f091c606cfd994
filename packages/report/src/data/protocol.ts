import type { Spec } from '@seedbed/core';
import { count, fixed, grouped, list } from '../text/format.js';

/** An entry of the protocol as the spec declares it, under the name that `provenance` may say more about. */
export interface ProtocolEntry {
  readonly name: string;
  readonly value: string;
}

const classes = (drawn: number | readonly string[]) =>
  typeof drawn === 'number' ? `${count(drawn, 'class', 'classes')}, drawn for each replicate` : list([...drawn]);

function network({ model }: Spec): string {
  const convolutions = model.convolutions.map(
    ({ filters, kernel, stride, pool }) =>
      `${filters} of ${kernel} × ${kernel}${stride > 1 ? `, stride ${stride}` : ''}${pool > 1 ? `, pooled by ${pool}` : ''}`,
  );
  const dense = model.dense.length
    ? `; dense ${model.dense.length === 1 ? 'layer' : 'layers'} of ${list(model.dense.map(String))}`
    : '';
  const dropout = model.dropout ? `; dropout ${model.dropout}` : '';
  return `${count(model.convolutions.length, 'convolution')} (${convolutions.join('; ')})${dense}${dropout}; a classifier`;
}

function optimiser({ training }: Spec): string {
  const { momentum, nesterov, weightDecay, clipNorm } = training.optimiser;
  const parts = [`momentum ${momentum}${nesterov ? ' (Nesterov)' : ''}`, `weight decay ${weightDecay}`];
  if (clipNorm) parts.push(`gradients clipped at norm ${clipNorm}`);
  return `stochastic gradient descent, ${parts.join(', ')}`;
}

function rates({ training }: Spec): string {
  const others = Object.entries(training.rates).map(([name, rate]) => `${name} ${rate}`);
  const schedule = training.schedule === 'cosine' ? 'falling to zero along a cosine' : 'constant';
  return `${training.rate}, ${schedule}${others.length ? `; ${others.join(', ')}` : ''}`;
}

function augmentation({ training }: Spec): string {
  const { flip, shift } = training.augmentation;
  return (
    list([...(flip ? ['mirrored half of the time'] : []), ...(shift ? [`shifted by up to ${shift} pixels`] : [])]) ||
    'none'
  );
}

/** What was trained on what, read from the spec and from nowhere else. */
export function protocolEntries(spec: Spec): ProtocolEntry[] {
  const { split, training } = spec;
  const steps = Object.entries(training.steps.target)
    .filter(([images]) => split.target.images.includes(Number(images)))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([images, n]) => `${grouped(n)} at ${images}`);
  return [
    { name: 'data set', value: spec.dataset.plugin },
    { name: 'source', value: `${classes(split.source.classes)}; ${count(split.source.images, 'image')} a class` },
    {
      name: 'target',
      value: `${classes(split.target.classes)}; ${list(split.target.images.map(String))} images a class, nested`,
    },
    { name: 'validation', value: `${count(split.validation, 'image')} a class, kept out of training` },
    { name: 'network', value: network(spec) },
    { name: 'optimiser', value: optimiser(spec) },
    { name: 'learning rate', value: rates(spec) },
    { name: 'batch', value: count(training.batch, 'image') },
    {
      name: 'steps',
      value: `${grouped(training.steps.source)} for source networks; ${steps.join(', ')} images a class`,
    },
    { name: 'augmentation', value: augmentation(spec) },
    {
      name: 'claims',
      value:
        spec.claims.map((claim) => `${claim.id}: alpha ${fixed(claim.alpha, 2)}, margin ${claim.margin}`).join('; ') ||
        'none',
    },
    { name: 'determinism', value: spec.determinism },
    { name: 'seed', value: String(spec.seed) },
  ];
}
