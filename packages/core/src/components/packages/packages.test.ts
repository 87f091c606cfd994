import { describe, expect, it } from 'vitest';
import { SeedbedError } from '../../errors.js';
import { packagesOf } from '../../manifest/packages-of.js';
import { digestOf } from '../../digest/canonical.js';
import { planExperiment } from '../../plan/planned.js';
import { exampleText } from '../../testing/experiments.js';
import { readExperiment } from '../../spec/experiment.js';
import { packagesIn } from '../../spec/packages.js';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionedName } from '../component.js';
import { placeNetwork } from '../network.js';
import * as plugin from '../plugin.js';
import { languageComponents, Registry } from '../registry.js';

const { z } = plugin;
const owner = '@my-lab/parts';
const identity = { version: '1.0.0', digest: 'a'.repeat(64) };

const scale = plugin.layer({
  name: 'scale',
  summary: 'Multiplies each channel by a number that is learned.',
  main: 'start',
  options: z.strictObject({ start: plugin.anyNumber('what it starts with').default(1) }),
  place: (_, { input }) => ({ output: input, parameters: [plugin.ones('factors', [plugin.lastOf(input)])] }),
});
const noise = plugin.method({
  name: 'noise',
  summary: 'Adds noise.',
  main: 'std',
  draws: 'noise',
  doesNothing: ({ std }) => std === 0,
  options: z.strictObject({ std: plugin.atLeast('deviation') }),
});
const block = plugin.family({
  name: 'block',
  summary: 'A layer and a scale.',
  options: z.strictObject({ units: plugin.whole('outputs') }),
  expand: ({ units }) => [
    plugin.configured('dense', { units, bias: true }),
    'scale',
    plugin.configured('residual', { layers: ['scale', 'relu'] }),
  ],
});
const again = (name: string, changes: object = {}) => ({ ...scale, name, ...changes });

function registryWith(...components: readonly unknown[]): Registry {
  const registry = new Registry(languageComponents);
  registry.register(owner, components, identity);
  return registry;
}

const refusal = (act: () => unknown): SeedbedError => {
  try {
    act();
  } catch (error) {
    if (error instanceof SeedbedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a registry with the components of a package', () => {
  it('has them under the name of the package, and the language keeps its own', () => {
    const registry = registryWith(scale, again('conv'));
    expect(registry.names('layer').slice(-2)).toEqual([`${owner}:scale`, `${owner}:conv`]);
    expect(registry.find('layer', 'conv')).toBe(new Registry(languageComponents).find('layer', 'conv'));
    expect(registry.find('layer', 'scale')).toBeUndefined();
    expect(registry.identityOf(owner)).toEqual(identity);
  });

  it('takes the same twice, and refuses other code under the same name', () => {
    const registry = registryWith(scale);
    registry.register(owner, [scale], identity);
    expect(registry.names('layer').filter((name) => name.endsWith('scale'))).toHaveLength(1);
    for (const other of [
      { ...identity, version: '2.0.0' },
      { ...identity, digest: 'b'.repeat(64) },
    ]) {
      expect(refusal(() => registry.register(owner, [scale], other)).code).toBe('SB_COMPONENTS_TWICE');
    }
  });

  it.each<[string, readonly unknown[] | undefined, string]>([
    ['no list', undefined, 'its list "components" is not there, or empty'],
    ['an empty list', [], 'its list "components" is not there, or empty'],
    ['no component', [null], 'component 1: "" has to be'],
    ['an unknown kind', [again('a', { kind: 'figure' })], 'a: "kind" has to be one of layer, family'],
    ['a name with a colon', [again('a:b')], 'a:b: "name" has to be a name of letters'],
    ['no sentence', [again('a', { summary: '' })], 'a: "summary" has to be a sentence'],
    ['options that are no schema', [again('a', { options: {} })], 'a: "options.shape" has to be'],
    ['a layer without a place', [again('a', { place: undefined })], 'a: "place" has to be a function'],
    ['the same twice', [scale, scale], 'layer scale@1 is there twice'],
    ['the stream of the order', [{ ...noise, draws: 'order' }], 'noise draws from "order", as others do'],
  ])('refuses %s', (_, components, message) => {
    const error = refusal(() => new Registry([]).register(owner, components, identity));
    expect([error.code, error.message]).toEqual(['SB_COMPONENTS_INVALID', expect.stringContaining(message)]);
  });

  it('lets no two packages draw from one stream', () => {
    const registry = registryWith(noise);
    expect(refusal(() => registry.register('other', [noise], identity)).message).toContain('other: noise draws from "noise"'); // prettier-ignore
  });

  it('expands its families to layers in their shortest form, its own under their full names', () => {
    const expand = registryWith(scale, block).find('family', `${owner}:block`)?.expand;
    const own = `${owner}:scale`;
    expect(expand?.({ units: 4 })).toEqual([{ dense: { units: 4 } }, own, { residual: { layers: [own, 'relu'] } }]);
  });

  it.each<[string, plugin.Configured, string]>([
    ['a layer that is not there', 'scales', 'there is no such layer'],
    ['options that are not its', { scale: { start: 'x' } }, 'a number'],
  ])('refuses a family that expands to %s', (_, layer, message) => {
    const family = plugin.family({
      name: 'f',
      summary: 'A family.',
      options: z.strictObject({}),
      expand: () => [layer],
    });
    const registry = registryWith(scale, family);
    const error = refusal(() => registry.find('family', `${owner}:f`)?.expand?.({}));
    expect([error.code, error.message]).toEqual(['SB_COMPONENTS_INVALID', expect.stringContaining(message)]);
  });

  it('calls its layers by their own name, also where the language has one of that name', () => {
    const registry = registryWith(scale, again('conv'));
    const layers = [{ conv: { filters: 2 } }, `${owner}:conv`, `${owner}:scale`, `${owner}:scale`, 'classifier'];
    const placed = placeNetwork(layers, [4, 4, 1], 3, registry);
    expect(placed.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'scale1', 'scale2', 'classifier']);
    expect(placed.map(({ kind }) => kind)[2]).toBe(`${owner}:scale`);
  });
});

describe('a spec that names components of a package', () => {
  const spec = exampleText.replace('relu', `relu, { '${owner}:scale': 2 }, '${owner}:scale@1'`);
  const written = (text: string) => {
    const path = join(mkdtempSync(join(tmpdir(), 'seedbed-packages-')), 'experiment.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('is found to name the package, and no other text is taken for one that is near it', () => {
    expect(exampleText).not.toBe(spec);
    expect(packagesIn(written(spec))).toContain(owner);
    expect(packagesIn(written(spec)).filter((name) => name.includes('my-lab'))).toEqual([owner]);
    expect(packagesIn(written(exampleText.replace(/^question: .*$/m, `question: 'test.${owner}:brier'`)))).toContain(
      owner,
    );
  });

  it('plans with them; the package is known by the config, and only by those that use it', () => {
    const registry = registryWith(scale);
    const { runs } = planExperiment(readExperiment(written(spec), registry));
    const [first] = runs;
    expect(first!.config.model.layers).toContainEqual({ [`${owner}:scale`]: { start: 2 } });
    expect(first!.config.model.layers).toContain(`${owner}:scale`);
    expect(packagesOf(first!, registry)).toEqual({ [owner]: identity });
    const plain = planExperiment(readExperiment(written(exampleText), registry)).runs[0]!;
    expect(packagesOf(plain, registry)).toBeUndefined();
    expect(digestOf(plain.config)).toBe(plain.configId);
  });

  it('is refused at its line where the package could not be used, with the reason', () => {
    const registry = new Registry(languageComponents);
    registry.refuse(owner, new SeedbedError('SB_COMPONENTS_LOAD', 'it is broken', { hint: 'Build it.' }));
    const error = refusal(() => readExperiment(written(spec), registry));
    expect(error).toMatchObject({ code: 'SB_COMPONENTS_LOAD', hint: 'Build it.', message: expect.stringMatching(/experiment\.yaml:11:\d+: it is broken/) }); // prettier-ignore
    expect(error.excerpt).toContain(`'${owner}:scale': 2`);
    const unknown = refusal(() => readExperiment(written(spec), new Registry(languageComponents)));
    expect(unknown).toMatchObject({ code: 'SB_SPEC_COMPONENT', message: expect.stringContaining(`no layer "${owner}:scale"`) }); // prettier-ignore
  });
});

it('tells a version from a package whose name begins with an @', () => {
  expect(versionedName(`${owner}:scale@2`)).toEqual({ name: `${owner}:scale`, version: 2 });
  expect(versionedName(`${owner}:scale`)).toEqual({ name: `${owner}:scale`, version: 1 });
  expect(versionedName({ 'conv@12': {} })).toEqual({ name: 'conv', version: 12 });
});
