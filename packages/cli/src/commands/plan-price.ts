import { totalmem } from 'node:os';
import type { Price } from '../execution/price.js';
import { bytes, count, roughly } from '../progress/words.js';

const bases: Readonly<Record<Price['basis'], string>> = {
  pilot: 'processor time of a few steps of the costliest network, measured now',
  'stored runs': 'at the rate of the stored runs',
  'another machine': 'at a rate measured on another machine; --pilot measures this one',
};

/** What a plan says of time, memory and disk. */
export function priceLines({ seconds, basis, gpu, memoryBytes, disk }: Price, jobs: number): string[] {
  const memory =
    memoryBytes === null
      ? 'not known before a run was measured; --pilot does'
      : `${bytes(memoryBytes)} a job, ${bytes(memoryBytes * jobs)} with ${count(jobs, 'job')}; this machine has ${bytes(totalmem())}`;
  return [
    `time    ${roughly(seconds)} with ${count(jobs, 'job')}: ${bases[basis]}`,
    `        ${roughly(gpu.seconds)} on a GPU, if it is ${gpu.assumedFactor} times as fast as one core: assumed, not measured`,
    `memory  ${memory}`,
    `disk    ${bytes(disk.data)} packed images, ${bytes(disk.manifests)} manifests, ${bytes(disk.weights)} weights of source networks`,
  ];
}
