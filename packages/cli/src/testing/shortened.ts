import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { specFolder } from './tiny.js';

const folder = fileURLToPath(new URL('../../../core/examples', import.meta.url));

/** The experiments that core keeps as examples, by name. */
export const exampleNames = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('.choices.yaml'))
  .map((name) => name.replace('.yaml', ''));

export const exampleFile = (name: string) => join(folder, `${name}.yaml`);

const test = 'data: { fashion: { test: { perClass: 5 } } }';
const validation = 'data: { fashion: { test: { perClass: 5 }, validation: { perClass: 5 } } }';
const net = 'stages: { net: { learn: { perClass: 5 }, steps: 4 } }';
/** So small that it is reached at once, since a figure of a metric that no run has is not drawn. */
const reached = 'metrics: { stepsToLearn: { stepsTo: { value: 0 } } }';

/**
 * What a short version changes, in the words of a spec: few steps, few images. Claims, figures and nearly all levels
 * stay, so the report has all that the whole study's has. What is not here cannot run.
 */
const changes: Readonly<Record<string, string>> = {
  '01-random-labels': `${test}\n${net}`,
  '02-lottery-ticket': `${validation}\n${net}\n${reached}`,
  '03-batch-norm': `${validation}\n${net}\n${reached}`,
  '04-dropout': `${test}\nstages: { net: { learn: { perClass: { $by: size, 20: 2, 100: 4, 500: 6 } }, steps: 4 } }`,
  // The same study on images that are there.
  '05-residual': `data: { cifar: { plugin: fashionmnist, options: null, test: { perClass: 5 } } }
model: { input: { mean: [0.286], std: [0.353] } }\n${net}`,
  '06-large-batch': `${test}
training: { evaluations: 2, epochs: 1 }
stages: { net: { learn: { perClass: 30 } } }`,
  '07-double-descent': `${test}\n${net}`,
  '08-distillation': `${validation}
stages:
  teacher: { learn: { perClass: 5 }, steps: 4 }
  student: { learn: { perClass: { $by: size, 100: 4, 1000: 8 } }, steps: 4 }`,
  '09-adaptive-methods': `${validation}\n${net}
search: { values: { rate: [0.1, 0.001] }, replicates: { count: 1 } }`,
  '10-decoupled-decay': `${test}\n${net}`,
  '11-mixup': `${test}\n${net}`,
  '12-small-data': `${validation}
stages: { net: { learn: { perClass: { $by: size, 5: 2, 20: 4, 100: 6 } }, steps: 4 } }`,
  '13-forgetting': `${test}\nstages: { net: { learn: { perClass: 5 }, steps: 4 }, exam: { learn: { perClass: 5 } } }`,
  // The same study on a table that is there, trained by the engine.
  '14-tabular-torch': `data: { diabetes: { plugin: wages, options: null } }
trainer: null
stages: { net: { steps: 4 } }`,
  '15-two-data-sets': `stages:
  source: { learn: { perClass: 5 }, steps: 4 }
  target: { learn: { perClass: { $by: size, 10: 2, 50: 4, 250: 6 } }, steps: 4 }`,
  // The set's own test images, since those taken from the training images are others where the images are redrawn.
  '16-sources-of-variance': `${net}
model: { layers: [{ conv: { filters: 2, stride: 4 } }, relu, { dropout: 0.3 }, classifier] }`,
  'fashion-mnist': `${validation}
stages:
  source: { learn: { perClass: 10 }, steps: 4 }
  target: { learn: { perClass: { $by: size, 5: 2, 10: 3, 25: 4, 100: 5, 500: 6 } }, steps: 4 }`,
  'tinyimagenet-paper': `data: { tiny: { classes: { source: 2, target: 2 } } }
model:
  layers: # the paper's, a sixteenth as wide
    - { conv: { filters: 6, kernelSize: 7, stride: 2 } }
    - relu
    - maxPool
    - { conv: { filters: 16, kernelSize: 5 } }
    - relu
    - maxPool
    - { repeat: { times: 2, layers: [{ conv: 24 }, relu] } }
    - { conv: 16 }
    - relu
    - maxPool
    - { repeat: { times: 2, layers: [{ dense: 256 }, relu, { dropout: 0.5 }] } }
    - classifier
factors: { size: { levels: [50, 200, 500], scale: log2, unit: images per class } }
stages:
  source: { learn: { perClass: 10 }, steps: 4 }
  target: { learn: { perClass: { $by: size, 50: 4, 200: 6, 500: 8 } }, steps: 4 }`,
  yosinski: `${validation}
stages: { source: { learn: { perClass: 10 }, steps: 4 }, target: { learn: { perClass: 6 }, steps: 4 } }`,
};

/** Writes the short version of an example, a spec that extends it with two replicates, into a folder of its own. */
export function shortened(name: string): string {
  const change = changes[name];
  if (change === undefined) throw new Error(`there is no short version of ${name}`);
  const training = change.includes('training:') ? '' : 'training: { evaluations: 2, batchSize: 16 }\n';
  return specFolder(`extends: ${exampleFile(name)}\nreplicates: 2\n${training}${change}\n`);
}
