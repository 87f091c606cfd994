import { expect, it } from 'vitest';
import { requestOf } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { relativeError } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { trainRun } from './train.js';
import { type TracedTensor, Tracer } from './tracer.js';

const dataset = syntheticDataset();
const momentum = { sgd: { momentum: 0.9 } };

describeBackends(everyBackend, (backend) => {
  it('names the tensors of a step in the order of their computation, and changes nothing', async () => {
    const seen: TracedTensor[] = [];
    const tracer = new Tracer((step) => step === 5, (tensor) => seen.push(tensor)); // prettier-ignore
    const asked = requestOf({ network: { dropout: 0.3 } });
    const traced = await trainRun(asked, dataset, backend(), { tracer });
    expect(traced).toEqual(await trainRun(asked, dataset, backend()));
    const parameters = (when: string) =>
      ['conv1', 'conv2', 'dense1', 'classifier'].flatMap(
        (layer) =>
        ['weights', 'bias'].flatMap((name) => [`velocity of ${layer}'s ${name} ${when} the step (optimizer slot)`, `${name} of ${layer} ${when} the step`]), // prettier-ignore
      );
    const own = (name: string) => [`gradient of ${name}'s weights`, `gradient of ${name}'s bias`];
    const input = (name: string) => `gradient of ${name}'s input`;
    // The first convolution with its relu and pool is computed as one.
    const forward = ['conv1 to maxPool1', 'conv2', 'relu2', 'dense1', 'relu3', 'dropout1', 'classifier'];
    expect(seen.map(({ name }) => name)).toEqual([
      ...parameters('before'),
      'uniforms drawn for dropout1',
      'input',
      'labels',
      ...forward.map((name) => `forward activation of ${name}`),
      'loss',
      'gradient of the loss',
      ...[...own('classifier'), input('classifier'), input('dropout1'), input('relu3')],
      ...[...own('dense1'), input('dense1'), input('relu2'), ...own('conv2'), input('conv2'), ...own('conv1')],
      'gradient of all parameters, after methods and mask',
      ...parameters('after'),
    ]);
    expect(new Set(seen.map(({ step }) => step))).toEqual(new Set([5]));
    const shapes = Object.fromEntries(seen.map(({ name, shape }) => [name, shape]));
    expect(shapes).toMatchObject({ input: [8, 64], 'forward activation of conv1 to maxPool1': [8, 4, 4, 4], loss: [] });
  });

  it('shows what the optimizer made of the gradients', async () => {
    const seen = new Map<string, Float32Array>();
    const tracer = new Tracer(() => true, ({ step, name, values }) => seen.set(`${step} ${name}`, values as Float32Array)); // prettier-ignore
    await trainRun(requestOf({ training: { optimizer: momentum, schedule: 'constant' } }), dataset, backend(), {
      tracer,
    });
    const at = (name: string) => seen.get(name) as Float32Array;
    for (const step of [1, 2, 7]) {
      for (const name of ['weights', 'bias']) {
        const velocity = (when: string) => at(`${step} velocity of conv2's ${name} ${when} the step (optimizer slot)`);
        const gradient = at(`${step} gradient of conv2's ${name}`);
        const moved = velocity('before').map((value, index) => 0.9 * value + (gradient[index] as number));
        expect(relativeError(velocity('after'), moved)).toBeLessThan(1e-5);
        const before = at(`${step} ${name} of conv2 before the step`);
        const updated = before.map((value, index) => value - 0.02 * (moved[index] as number));
        expect(relativeError(at(`${step} ${name} of conv2 after the step`), updated)).toBeLessThan(1e-5);
      }
    }
    expect(at('2 weights of conv1 before the step')).toEqual(at('1 weights of conv1 after the step'));
  });
});
