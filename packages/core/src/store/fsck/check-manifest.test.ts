import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256 } from '../../digest/canonical.js';
import { componentsOf } from '../../plan/components-of.js';
import { labelOf } from '../../plan/label.js';
import { lossChainOf } from '../../manifest/loss-chain.js';
import type { Manifest } from '../../manifest/schema.js';
import { seal } from '../../manifest/seal.js';
import { recordedContext, runIdOf } from '../../manifest/run-id.js';
import { without } from '../../testing/without.js';
import { streamSeed } from '../../seeds/streams.js';
import { forge, leavesOf, otherThan } from '../../testing/edits.js';
import { exampleRuns, storedManifest } from '../../testing/stored-example.js';
import { contradictionsIn } from './check-manifest.js';

const manifests = exampleRuns().map(storedManifest);
const [source, base, tuned] = manifests as [Manifest, Manifest, Manifest];

/** What follows from nothing else in a manifest (docs/store.md says so): only training again shows it. */
const onlyTrainingTells = [
  /^experiment$/,
  /^at\./,
  /^(environment|code|cost)\./,
  /^data\.(train|validation|test|order)$/,
  /^weights\./,
  /^measured\.\w+\.predictions$/,
  /^measured\.test\.(values|errors)\.(loss|calibrationError)$/,
  /^measured\.validation\.values\.calibrationError$/,
  /^measured\.validation\.errors\.(loss|calibrationError)$/,
  // The last evaluation is what was measured at the end.
  /^curve\.[0-8]\.measured\.validation\.loss$/,
];

/** Reading finds the format, sealing computes the digests again, and the upstream run's own manifest shows whether it is the one. */
const foundElsewhere = /^(format|result|digest|upstream\..*)$/;

describe('a manifest that was edited and given new digests', () => {
  it.each(manifests.map((manifest) => [labelOf(manifest), manifest] as const))(
    'of %s is found out in every field but those that only training again shows',
    (_, manifest) => {
      expect(contradictionsIn(manifest)).toEqual([]);
      const leaves = [...leavesOf(manifest)].filter(({ path }) => !foundElsewhere.test(path.join('.')));
      expect(leaves.length).toBeGreaterThan(80);
      const unnoticed = leaves
        .filter(({ path, value }) => contradictionsIn(forge(manifest, path, otherThan(value))).length === 0)
        .map(({ path }) => path.join('.'));
      const allowed = (path: string) => onlyTrainingTells.some((pattern) => pattern.test(path));
      expect(unnoticed.filter((path) => !allowed(path))).toEqual([]);
      expect(
        leaves
          .map(({ path }) => path.join('.'))
          .filter(allowed)
          .sort(),
      ).toEqual(unnoticed.sort());
    },
  );

  const { test, validation } = tuned.measured as Required<NonNullable<Manifest['measured']>>;
  const tested = (changes: Partial<typeof test>) => ({ measured: { validation, test: { ...test, ...changes } } });
  const seedOf = (name: string) => ({ seeds: { ...tuned.seeds, [name]: streamSeed(2016, 0, name) } });
  const lacking = <T extends object>(value: T, key: string) => without(value as Record<string, unknown>, key) as T;
  const evaluation = (at: number, changes: Partial<Manifest['curve'][number]>) => ({ curve: tuned.curve.map((each, index) => (index === at ? { ...each, ...changes } : each)) }); // prettier-ignore

  it.each<[string, Partial<Manifest>, RegExp]>([
    ['a better accuracy', tested({ values: { ...test.values, accuracy: 100 } }), /^measured\.test\.values\.accuracy is 100, but the confusion counts give 83\.3/],
    ['an accuracy that no count gives', tested({ values: { ...test.values, accuracy: 84 } }), /^measured\.test\.values\.accuracy is 84, which is no share of 6 examples$/],
    ['a better mean class accuracy', tested({ values: { ...test.values, meanClassAccuracy: 100 } }), /^measured\.test\.values\.meanClassAccuracy is 100, but/],
    ['a smaller standard error', tested({ errors: { ...test.errors, accuracy: 1 } }), /^measured\.test\.errors\.accuracy is 1, but 83\.3.* % of 6 examples give 16\.6/],
    ['a standard error left out', tested({ errors: lacking(test.errors, 'accuracy') }), /^measured\.test\.errors\.accuracy is not there$/],
    ['a negative error', tested({ errors: { ...test.errors, loss: -1 } }), /^measured\.test\.errors\.loss is -1, which is no standard error$/],
    ['an error of nothing', tested({ errors: { ...test.errors, rmse: 1 } }), /^measured\.test\.errors\.rmse is of no value$/],
    ['a negative loss', tested({ values: { ...test.values, loss: -1 } }), /^measured\.test\.values\.loss is -1, which is no loss$/],
    ['a metric left out', tested({ values: lacking(test.values, 'loss') }), /^measured\.test has no value of loss$/],
    ['a metric without a unit', { metrics: lacking(tuned.metrics, 'loss') }, /^measured\.test\.values\.loss is of no metric whose unit/],
    ['a metric that nobody measured', { metrics: { ...tuned.metrics, rmse: { unit: 'target', better: 'lower' } } }, /^metrics\.rmse was not measured$/],
    ['a metric that nobody has', { metrics: { ...tuned.metrics, luck: { unit: '%', better: 'higher' } } }, /^metrics\.luck is no metric$/],
    ['a loss that is better when it is higher', { metrics: { ...tuned.metrics, loss: { unit: 'loss', better: 'higher' } } }, /^metrics\.loss is not in its unit and direction, loss and lower$/],
    ['a part that was not asked for', { measured: { test, validation, train: test } }, /^measured holds test, validation, train, but validation, test was asked for$/],
    ['other losses with a chain of their own', forgedLoss(tuned), /^the evaluation after step 2: trainLoss is not the mean/],
    ['a step left out', { loss: { ...tuned.loss, steps: 19 } }, /^loss\.steps is 19, but loss\.bits hold 20$/],
    ['an evaluation left out', { curve: tuned.curve.slice(0, -1) }, /^the evaluations after steps 2, 4, .*, 18 are not those that were asked for$/],
    ['an evaluation too many', { curve: [...tuned.curve, tuned.curve[0]!] }, /are not those that were asked for$/],
    ['an evaluation at another step', evaluation(0, { step: 3 }), /^the evaluations after steps 3, 4, .* are not those/],
    ['an evaluation of another part', evaluation(1, { measured: { test: { accuracy: 50, loss: 1 } } }), /^the evaluation after step 4: it measured test, but validation was asked for$/],
    ['an evaluation of other metrics', evaluation(1, { measured: { validation: { accuracy: 50 } } }), /^the evaluation after step 4: it measured other metrics of validation than the first$/],
    ['a curve beyond its scale', evaluation(1, { measured: { validation: { accuracy: 101, loss: 1 } } }), /^the evaluation after step 4: validation\.accuracy is 101, which is no percentage$/],
    ['a curve that no count gives', evaluation(1, { measured: { validation: { accuracy: 51, loss: 1 } } }), /^the evaluation after step 4: validation\.accuracy is 51, which is no share of 8 examples$/],
    ['a curve that ends elsewhere', evaluation(9, { measured: { validation: { accuracy: 50, loss: validation.values['loss']! } } }), /^the last evaluation: validation\.accuracy is 50, but 62\.5 was measured at the end$/],
    ["another seed's name", { seeds: { ...tuned.seeds, split: '0'.repeat(64) } }, /^seeds\.split is not the seed/],
    ['a stream left out', { seeds: lacking(tuned.seeds, 'target/order') }, /^seeds\.target\/order is not there$/],
    ["another stage's stream", seedOf('source/order'), /^seeds\.source\/order is a stream from which such a run does not draw$/],
    ['a stream of another purpose', seedOf('target/dropout/dropout1'), /^seeds\.target\/dropout\/dropout1 is a stream from which/],
    ['a class swapped', { data: { ...tuned.data, classes: ['x', 'y'] } }, /subset streams were opened$/],
    ['a class twice', { data: { ...tuned.data, classes: Array<string>(2).fill(tuned.data.classes[0]!) } }, /^data\.classes has a class twice$/],
    ['a class left out', { data: { ...tuned.data, classes: tuned.data.classes.slice(1) } }, /^data\.classes are not the classes that were asked for$/],
    ['a backend', { backend: { ...tuned.backend, threads: 2 } }, /^its run id is not the digest/],
    ['what is measured', { measure: ['test'] }, /^its run id is not the digest/],
    ['a request', { config: { ...tuned.config, seed: 8 } }, /^its config id is not the digest/],
    ['a stage', { stage: 'source' }, /^stage is source, but target was asked for$/],
    ['its components', { components: tuned.components.slice(1) }, /^components are not those of its config$/],
    ['an upstream run that nobody asked for', { upstream: { ...tuned.upstream, [digestOf('x')]: digestOf('y') } }, /^upstream does not name the runs/],
    ['no upstream run', { upstream: {} }, /^upstream does not name the runs/],
    ['a failure hidden', { outcome: { ...tuned.outcome, status: 'diverged' } }, /^measured does not agree with the outcome$/],
  ])('%s: it is said what is wrong', (_, changes, expected) => {
    const found = contradictionsIn(seal({ ...tuned, ...changes }));
    expect(found).toContainEqual(expect.stringMatching(expected));
  }); // prettier-ignore

  /** Someone who changes what was asked, and computes the ids again. */
  const asked = (of: Manifest, changes: Partial<Manifest['config']>, more: Partial<Manifest> = {}) => {
    const config = { ...of.config, ...changes };
    const { stage, replicate } = config;
    const all = { ...of, config, stage, replicate, configId: digestOf(config), components: componentsOf(config as never), ...more }; // prettier-ignore
    return contradictionsIn(seal({ ...all, id: runIdOf(all as never, recordedContext(all)) }));
  };
  const { training, learn, model } = tuned.config;

  it.each<[string, Manifest, Partial<Manifest['config']>, RegExp]>([
    ['a layer that nobody has', tuned, { model: { ...model, layers: ['relo', ...model.layers.slice(1)] } }, /^config: there is no layer relo@1$/],
    ['an option out of range', tuned, { training: { ...training!, optimizer: { sgd: { momentum: 1.5 } } } }, /^config: .* is no optimizer that could be asked for$/],
    ['more steps', tuned, { training: { ...training!, steps: 21 } }, /^20 steps were trained, but 21 were asked for$/],
    ['as many epochs', tuned, { training: { ...training!, steps: undefined, epochs: 17 } }, /^20 steps were trained, but 22 were asked for$/],
    ['more examples', tuned, { learn: { ...learn, perClass: 6 } }, /^the evaluation after step 2: epoch does not follow from the step$/],
    ['other classes', tuned, { learn: { ...learn, data: { ...learn.data, classes: { source: 2, target: 3 } } } }, /^data\.classes are not the classes that were asked for$/],
    ['listed classes', tuned, { learn: { ...learn, data: { ...learn.data, classes: { target: ['Bag', 'Boot'] } } } }, /^data\.classes are not the classes that were asked for$/],
    ['another seed', base, { seed: 8 }, /^seeds\.split is not the seed of that stream$/],
    ['another replicate', base, { replicate: 1 }, /^seeds\.split is not the seed of that stream$/],
    ['another stage', base, { stage: 'other' }, /^seeds\.other\/order is not there$/],
    ['a tag', base, { streams: { order: 'b' } }, /^seeds\.target\/order@b is not there$/],
    ['no start', tuned, { weights: undefined }, /^upstream does not name the runs from which its config starts$/],
    ['no step', tuned, { training: undefined, freeze: undefined }, /^20 steps were trained, but 0 were asked for$/],
  ])('asks for %s, with ids that fit: it is said what is wrong', (_, of, changes, expected) => {
    const defined = (value: object) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
    const config = defined({ ...of.config, ...changes, ...(changes.training && { training: defined(changes.training) }) });
    expect(asked({ ...of, config: config as Manifest['config'] }, {})).toContainEqual(expect.stringMatching(expected));
  }); // prettier-ignore

  it('counts examples by the epochs where only the data know their number', () => {
    const config = { ...base.config, learn: { ...learn, perClass: { atMost: 5 } } };
    expect(asked({ ...base, config }, {})).toEqual([]);
    const curve = base.curve.map((each, index) => (index === 3 ? { ...each, epoch: each.epoch + 1 } : each));
    expect(asked({ ...base, config, curve }, {})).toEqual([
      'the evaluation after step 8: epoch does not follow from the step',
    ]);
  });

  it('of classes that are listed without a group has them in the order of the set', () => {
    const data = { name: 'fashion', plugin: 'fashionmnist', classes: [...base.data.classes].reverse() };
    const named = { ...base.config, learn: { data, perClass: 5 } };
    const seeds = Object.fromEntries(
      Object.keys(base.seeds)
        .map((name) => name.replace('target/subset', 'fashion/subset'))
        .map((name) => [name, streamSeed(2016, 0, name)]),
    );
    expect(asked({ ...base, config: named, seeds }, {})).toEqual([]);
  });

  it('of a run that only measures holds no step, no order and the weights that it was given', () => {
    const rest = without(tuned.config, 'training', 'freeze');
    const config = { ...rest, weights: { ...rest.weights!, layers: 4 } };
    const seeds = Object.fromEntries(Object.entries(tuned.seeds).filter(([name]) => !/init|order/.test(name)));
    const untrained: Partial<Manifest> = {
      seeds,
      curve: [],
      loss: { steps: 0, bits: '', chain: lossChainOf(Buffer.alloc(0)) },
      weights: { before: tuned.weights.after, after: tuned.weights.after },
      data: { ...tuned.data, order: sha256(new Uint8Array()) },
    };
    expect(asked({ ...tuned, config, ...untrained }, {})).toEqual([]);
    expect(asked({ ...tuned, config, ...untrained, weights: tuned.weights }, {})).toEqual([
      'weights.after is not weights.before, but no step was taken',
    ]);
    expect(asked({ ...tuned, config, ...untrained, data: tuned.data }, {})).toEqual([
      'data.order is the digest of some order, but no step was taken',
    ]);
  });

  it('of a diverged run is held to what it says', () => {
    const losses = Buffer.from(Float32Array.of(1, 0.5, 0.25, NaN).buffer);
    const loss = { steps: 4, bits: losses.toString('base64'), chain: lossChainOf(losses) };
    const reason = 'the training loss is not finite after step 4';
    const [first, second] = base.curve.map((each) => ({ ...each, trainLoss: 0.75 }));
    const diverged: Manifest = { ...base, loss, curve: [first!], measured: null, outcome: { status: 'diverged', step: 4, reason } }; // prettier-ignore
    const found = (changes: Partial<Manifest>) => contradictionsIn(seal({ ...diverged, ...changes }));
    expect(found({})).toEqual([]);
    expect(found({ outcome: base.outcome })).toContain('the loss of step 4 is not finite, but the status is ok');
    expect(found({ outcome: { ...diverged.outcome, step: 3 } })).toEqual(['outcome.step is 3, but the last step is 4']);
    expect(found({ outcome: { ...diverged.outcome, reason: null } })).toEqual(['outcome gives no reason, but its status is diverged']); // prettier-ignore
    expect(found({ curve: [] })).toEqual(['the evaluations after steps none are not those that were asked for']);
    // A weight or the loss of a part may be seen not to be finite at an evaluation, or after the last one.
    const finite = Buffer.from(Float32Array.of(1, 0.5, 1, 0.5).buffer);
    const weight = { loss: { steps: 4, bits: finite.toString('base64'), chain: lossChainOf(finite) } };
    expect(found({ ...weight, curve: [first!, second!] })).toEqual([]);
    expect(found(weight)).toEqual([]);
    expect(canonicalJson(source.curve)).toBe('[]');
  });
});

function forgedLoss(manifest: Manifest): Partial<Manifest> {
  const bits = Buffer.from(Float32Array.from({ length: manifest.loss.steps }, (_, step) => 2 ** -step).buffer);
  return { loss: { steps: manifest.loss.steps, bits: bits.toString('base64'), chain: lossChainOf(bits) } };
}
