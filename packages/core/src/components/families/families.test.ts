import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadText } from '../../testing/experiments.js';
import { type Configured, optionsOf, versionedName } from '../component.js';
import { parameterCount, placeNetwork, storedCount } from '../network.js';
import { knownComponents } from '../registry.js';
import { settled } from '../settled.js';
import { shortest } from '../shortest.js';
import { families } from './index.js';

/** The layers of a network that is written so, the output last. */
const expanded = (...written: unknown[]): Configured[] => [
  ...loadText(specOf([...written, 'classifier'])).plan.runs[0]!.config.model.layers,
];

const specOf = (layers: readonly unknown[]) =>
  stringify({
    ...{ seedbed: 2, name: 'family', title: 'A family', question: 'What is it?', seed: 1, replicates: 1 },
    data: { images: { plugin: 'synthetic' } },
    model: { layers },
    training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 8, steps: 1 },
    stages: { net: { learn: { data: 'images' }, measure: ['test'] } },
  });
const idOf = (...layers: unknown[]) => loadText(specOf(layers)).plan.runs[0]!.configId;

const placed = (written: readonly unknown[], input: readonly number[], classes: number) => placeNetwork(expanded(...written), input, classes, knownComponents); // prettier-ignore
const count = (family: unknown, input: readonly number[], classes: number) => parameterCount(placed([family], input, classes)); // prettier-ignore

const cifar = [32, 32, 3];
const imagenet = [224, 224, 3];

describe('parameters', () => {
  // Exact numbers are those of the paper's layers, counted by hand or by well-known implementations; the papers round.
  it.each([
    ['LeNet-5 as it is built today', 'lenet', [28, 28, 1], 10, 61_706],
    ['LeNet-300-100', 'mlp', [28, 28, 1], 10, 266_610],
    ['AlexNet, two groups', 'alexnet', [227, 227, 3], 1000, 60_965_224],
    ['VGG-11', { vgg: 11 }, imagenet, 1000, 132_863_336],
    ['VGG-16', 'vgg', imagenet, 1000, 138_357_544],
    ['VGG-19', { vgg: 19 }, imagenet, 1000, 143_667_240],
    ['ResNet-20', 'resnet', cifar, 10, 269_722],
    ['ResNet-32', { resnet: 32 }, cifar, 10, 464_154],
    ['ResNet-56', { resnet: 56 }, cifar, 10, 853_018],
    ['ResNet-110', { resnet: 110 }, cifar, 10, 1_727_962],
    // torchvision's has 11,181,642: its projections are normalized, which are 2 (128 + 256 + 512) more.
    ['ResNet-18', { resnet: 18 }, imagenet, 10, 11_181_642 - 1792],
    ['DeiT-Ti without its class token', 'vitTiny', imagenet, 1000, 5_717_416 - 2 * 192],
  ] as const)('of %s', (_, family, input, classes, parameters) => {
    expect(count(family, input, classes)).toBe(parameters);
  });

  it('of a plain network are those of the residual one whose shortcuts are identities', () => {
    for (const depth of [8, 20, 56])
      expect(count({ plain: depth }, cifar, 10)).toBe(count({ resnet: depth }, cifar, 10));
    const projections = 64 * 128 + 128 * 256 + 256 * 512;
    expect(count({ plain: 18 }, imagenet, 10)).toBe(count({ resnet: 18 }, imagenet, 10) - projections);
    expect(count({ resnet: { depth: 20, shortcut: 'projection' } }, cifar, 10)).toBe(269_722 + 16 * 32 + 32 * 64);
  });

  it('of a batch-normalized VGG-16 are as many more as its convolutions have channels, and buffers', () => {
    const convolved = 2 * 64 + 2 * 128 + 3 * 256 + 6 * 512;
    const layers = placed([{ vgg: { batchNorm: true } }], imagenet, 1000);
    expect(parameterCount(layers)).toBe(138_357_544 + 2 * convolved);
    expect(storedCount(layers)).toBe(138_357_544 + 4 * convolved);
  });
});

describe('shapes', () => {
  const outputs = (family: unknown, input: readonly number[], kind: string) =>
    placed([family], input, 10).filter((layer) => layer.kind === kind).map(({ output }) => output.join(' x ')); // prettier-ignore

  it('are those of the papers', () => {
    expect(outputs('alexnet', [227, 227, 3], 'maxPool')).toEqual(['27 x 27 x 96', '13 x 13 x 256', '6 x 6 x 256']);
    expect(outputs('lenet', [28, 28, 1], 'averagePool')).toEqual(['14 x 14 x 6', '5 x 5 x 16']);
    expect(outputs('vgg', imagenet, 'maxPool').at(-1)).toBe('7 x 7 x 512');
    expect([...new Set(outputs('resnet', cifar, 'residual'))]).toEqual(['32 x 32 x 16', '16 x 16 x 32', '8 x 8 x 64']);
    expect(outputs({ resnet: 18 }, imagenet, 'residual').at(-1)).toBe('7 x 7 x 512');
    expect(outputs('vitTiny', imagenet, 'patchEmbedding')).toEqual(['196 x 192']);
  });

  it.each([[[28, 28, 1]], [cifar], [[64, 64, 3]]])('of small images fit: %j', (input) => {
    const small = { images: 'small' };
    const those = ['mlp', 'lenet', { alexnet: small }, { vgg: small }, 'resnet', 'plain', { resnet: { depth: 18, ...small } }, { vitTiny: { patch: 4 } }]; // prettier-ignore
    for (const family of those) expect(placed([family], input, 10).at(-1)?.output).toEqual([10]);
  });

  it('that do not fit are refused with the name of a layer of the family', () => {
    expect(() => placed(['vitTiny'], [28, 28, 1], 10)).toThrow(/patchEmbedding1 does not fit: 28 x 28 pixels/);
    expect(() => placed(['alexnet'], cifar, 10)).toThrow(/maxPool2 does not fit/);
  });
});

describe('expansions', () => {
  const written = families.flatMap(({ name, example }) => [...(example === undefined ? [] : [{ [name]: example }]), ...(['repeat', 'widen'].includes(name) ? [] : [name])]); // prettier-ignore

  it.each(written)('are layers in their shortest form, without an output: %j', (family) => {
    const layers = expanded(family).slice(0, -1);
    expect(layers.length).toBeGreaterThan(0);
    const check = (each: Configured): void => {
      const component = knownComponents.find('layer', versionedName(each).name)!;
      expect(component.output).toBeUndefined();
      expect(shortest(component, settled(knownComponents, 'layer', each)!.options)).toEqual(each);
      for (const inner of (optionsOf(each)['layers'] ?? []) as Configured[]) check(inner);
    };
    layers.forEach(check);
    // Written out they are the same run.
    expect(idOf(...layers, 'classifier')).toBe(idOf(family, 'classifier'));
  });

  it('are the layers of the paper, written out', () => {
    const block = (filters: number, stride: number) => [
      { residual: [{ conv: { filters, stride, bias: false } }, 'batchNorm', 'relu', { conv: { filters, bias: false } }, 'batchNorm'] }, // prettier-ignore
      'relu',
    ];
    const begin = [{ conv: { filters: 16, bias: false } }, 'batchNorm', 'relu'];
    const blocks = [...block(16, 1), ...block(32, 2), ...block(64, 2)];
    expect(idOf({ resnet: 8 }, 'classifier')).toBe(idOf(...begin, ...blocks, 'globalAveragePool', 'classifier'));
    const transformer = [
      { residual: ['layerNorm', { attention: 2 }] },
      { residual: ['layerNorm', { pointwise: 32 }, 'gelu', { pointwise: 8 }] },
    ];
    expect(idOf({ vitTiny: { patch: 4, units: 8, blocks: 2, heads: 2 } }, 'classifier')).toBe(
      idOf({ patchEmbedding: { patch: 4, units: 8 } }, ...transformer, ...transformer, 'layerNorm', 'globalAveragePool', 'classifier'), // prettier-ignore
    );
    expect(idOf('mlp', 'classifier')).toBe(idOf({ dense: 300 }, 'relu', { dense: 100 }, 'relu', 'classifier'));
  });

  it('say what is usual only once: the same network has the same config', () => {
    for (const [name, options] of Object.entries({
      conv: { filters: 2 },
      depthwiseConv: {},
      dense: { units: 2 },
      pointwise: { units: 2 },
      patchEmbedding: { patch: 4, units: 4 },
      attention: { heads: 2 },
    })) {
      // prettier-ignore
      const before = name === 'attention' ? [{ patchEmbedding: { patch: 4, units: 4 } }] : [];
      const idWith = (more: object) => idOf(...before, { [name]: { ...options, ...more } }, 'classifier');
      expect([idWith({ initializer: 'he' }), idWith({ initializer: { he: {} } })]).toEqual([idWith({}), idWith({})]);
      expect(idWith({ initializer: 'glorot' })).not.toBe(idWith({}));
    }
    // The weights of an output start smaller, unless it is said.
    expect(idOf({ classifier: { initializer: 'he' } })).not.toBe(idOf('classifier'));
    expect(idOf({ resnet: { depth: 20, images: 'small', shortcut: 'identity' } }, 'classifier')).toBe(idOf('resnet', 'classifier')); // prettier-ignore
    expect(idOf({ resnet: { depth: 18, images: 'large', shortcut: 'projection' } }, 'classifier')).toBe(idOf({ resnet: 18 }, 'classifier')); // prettier-ignore
    expect(
      expanded({ alexnet: { dropout: 0 } })
        .map(versionedName)
        .map(({ name }) => name),
    ).not.toContain('dropout');
  });

  it('are widened inside of blocks, tokens and what is made of them too, heads and the output not', () => {
    const wide = (by: number, ...layers: unknown[]) => ({ widen: { by, layers } });
    // Twice the filters of a ResNet-20, as of Zagoruyko and Komodakis 2016, are its layers with 32, 64 and 128.
    expect(count(wide(2, 'resnet'), cifar, 10)).toBe(
      3 * 9 * 32 + 64 + 6 * (9 * 32 * 32 + 64) + 9 * 32 * 64 + 128 + 5 * (9 * 64 * 64 + 128) + 9 * 64 * 128 + 256 + 5 * (9 * 128 * 128 + 256) + 1290, // prettier-ignore
    );
    const vit = { vitTiny: { patch: 4, units: 12, blocks: 1 } };
    expect(expanded(wide(2, vit))).toEqual(expanded({ vitTiny: { patch: 4, units: 24, blocks: 1 } }));
    expect(expanded(wide(1, vit))).toEqual(expanded(vit));
  });

  it('are written inside of other families and of blocks', () => {
    const twice = { repeat: { times: 2, layers: [{ mlp: [4] }] } };
    expect(expanded(twice)).toEqual([{ dense: { units: 4 } }, 'relu', { dense: { units: 4 } }, 'relu', 'classifier']);
    expect(expanded({ residual: [twice] })).toEqual([
      { residual: { layers: expanded(twice).slice(0, -1) } },
      'classifier',
    ]);
  });
});

it.each([
  [{ resnet: 21 }, '18, or 6 n + 2'],
  [{ resnet: 2 }, '18, or 6 n + 2'],
  [{ vgg: 12 }, 'one of 11, 13, 16, 19'],
  [{ mlp: [0] }, 'a whole number from 1'],
  [{ lenet: { activation: 'sin' } }, 'one of relu, tanh'],
])('refuses %j with what there is', (family, words) => {
  expect(() => expanded(family)).toThrow(expect.objectContaining({ code: 'SB_SPEC_INVALID', message: expect.stringContaining(words) })); // prettier-ignore
});
