import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStream } from '@seedbed/core';
import { temporaryFolder } from './tiny.js';

/** Rows of the made-up table, and the sites at which they were measured. */
export const riverRows = 200;
export const riverSites = 25;

/** A table of made-up numbers: the flow of a river follows from three of its columns, and a little from its site. @returns the file. */
export function riversCsv(): string {
  const stream = openStream('rivers');
  const number = () => (stream.below(2001) - 1000) / 500;
  const offsets = Array.from({ length: riverSites }, () => number() / 20);
  const lines = Array.from({ length: riverRows }, (_, row) => {
    const [rain, slope, area, color] = [number(), number(), number(), number()];
    const site = row % riverSites;
    const flow = 4 + 0.9 * rain - 0.6 * slope + 0.4 * rain * area + (offsets[site] as number);
    return [rain, slope, area, color, `site ${site}`, flow.toFixed(4)].join(',');
  });
  const file = join(temporaryFolder(), 'rivers.csv');
  writeFileSync(file, `rain,slope,area,color,site,flow\n${lines.join('\n')}\n`);
  return file;
}

/** Runs of the study on it. */
export const riverRuns = 10;

/** The spec of that study. @param parts lines of how it is trained. */
export const riversSpec = (parts: string): string => `seedbed: 2
name: rivers
title: Do columns of noise harm?
question: How much larger does the error become with columns that mean nothing?
seed: 11
replicates: 5
data:
  rivers:
    plugin: table
    options: { set: rivers, target: { flow: m3/s }, group: site }
    test: { share: 0.25 }
    validation: { share: 0.1 }
${parts}stages:
  net: { learn: { data: rivers, transforms: [{ noiseColumns: $noise }, standardize] }, measure: [train, validation, test] }
factors:
  noise: { levels: [0, 30], title: columns of noise }
claims:
  - id: N1
    statement: Columns of noise make the error larger.
    origin: ours
    metric: test.rmse
    over: noise
    test: { trend: { direction: rising } }
    margin: 0.005
figures:
  - lines: { y: test.rmse, x: noise }
`;
