import { totalmem } from 'node:os';
import { bytes, count, roughly } from '@seedbed/core/words';
import type { Price } from '../../execution/price.js';

const bases: Readonly<Record<Price['basis'], string>> = {
  pilot: 'processor time of a few steps of the costliest network, measured now',
  'stored runs': 'at the rate of the stored runs',
  'another machine': 'at a rate measured on another machine; --pilot measures this one',
  nothing: '',
};

/** What a plan says of time, memory and disk. */
export function priceLines(price: Price, jobs: number): string[] {
  const { seconds, basis, gpu, disk } = price;
  if (basis === 'nothing') return ['time    known once a run of the program is stored, and so is memory'];
  const memory = price.memoryBytes ?? price.estimatedMemoryBytes;
  const known = price.memoryBytes === null ? 'estimated; --pilot measures' : 'measured';
  return [
    `time    ${roughly(seconds)} with ${count(jobs, 'job')}: ${bases[basis]}`,
    ...(gpu === null
      ? []
      : [`        ${roughly(gpu.seconds)} on a GPU ${likeH200(gpu.factor)}, one run after the other`]),
    `memory  ${bytes(memory)} a job (${known}), ${bytes(memory * jobs)} with ${count(jobs, 'job')}; this machine has ${bytes(totalmem())}`,
    ...featureLines(price.features),
    `disk    ${bytes(disk.data)} packed data, ${bytes(disk.manifests)} manifests, ${bytes(disk.weights)} weights of upstream runs${disk.predictions > 0 ? `, ${bytes(disk.predictions)} predictions` : ''}`,
  ];
}

const likeH200 = (factor: number) => `${factor === 1 ? '' : `${factor} times `}as fast as an H200 was measured to be`;

/** What becomes of the outputs of frozen layers. */
function featureLines({ bytes: kept, spilled, inEveryStep }: Price['features']): string[] {
  const lines: string[] = [];
  if (kept > 0) {
    const where = spilled === 0 ? 'in memory' : `${bytes(spilled)} of them in a temporary file`;
    lines.push(
      `cache   ${bytes(kept)} of outputs of frozen layers for each upstream run, computed once a job, ${where}`,
    );
  }
  if (inEveryStep > 0) {
    const why = 'their inputs differ each time';
    lines.push(`cache   none for ${count(inEveryStep, 'run')}, whose frozen layers are computed in every step: ${why}`);
  }
  return lines;
}
