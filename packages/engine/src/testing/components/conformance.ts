import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Component,
  type Configured,
  knownComponents,
  type MetricComponent,
  optionsOf,
  shortName,
} from '@seedbed/core';
import { compiledModule, worlds } from '@seedbed/core/worlds';
import { describe, test } from 'vitest';
import type { Backend } from '../../backends/backend.js';
import { codesOfAny } from '../../config/codes.js';
import { portableHold } from '../../kernels/portable-hold.js';
import type { TrainingState } from '../../training/state.js';
import { describeBackends } from '../each-backend.js';
import { runsWith } from './cases.js';
import { trainedIn } from './elsewhere.js';
import { checkLayer } from './layer-checks.js';
import { checkLoss } from './loss-checks.js';
import { checkMetric } from './metric-checks.js';
import { configuredOf, type ConformanceSetup, type Exported, registerExported, triedOf } from './setup.js';
import { oneByOne, trained } from './trained.js';

/**
 * Registers the vitest tests that the components of a package must pass; one call in a test of the package is all it takes:
 *
 *     const here = (name: string) => new URL(name, import.meta.url);
 *     componentConformance({ components, codes }, { name, module: here('./index.js'), engine: here('./engine.js') });
 */
export function componentConformance(exported: Exported, setup: ConformanceSetup): void {
  registerExported(setup.name, exported);
  const components = exported.components.map(({ kind, name, version }) => knownComponents.find(kind, `${setup.name}:${name}`, version) as Component); // prettier-ignore
  const computed = components.filter(({ kind }) => kind !== 'metric');
  describe(`${setup.name} keeps the contract of components`, () => {
    for (const component of components.filter(({ kind }) => kind === 'metric')) {
      test(`metric ${component.name} is a function of predictions alone`, () =>
        checkMetric(component as MetricComponent));
    }
    test.each(computed.filter(({ kind }) => kind !== 'family'))(
      'computes the $kind $name',
      ({ kind, name, version }) => {
        const codes = codesOfAny(kind);
        const known = codes.some((code) => code.name === name && code.version === version);
        assert.ok(known, `nothing in codes.${kind} is called ${shortName(name)}, version ${version}`);
      },
    );
    if (computed.length > 0)
      describeBackends(setup.backends ?? ['wasm', 'tensorflow'], (backend, name) => {
        for (const each of computed)
          describe(`${each.kind} ${each.name}`, () => describeComponent(each, setup, backend, name));
      });
  });
}

function describeComponent(
  component: Component,
  setup: ConformanceSetup,
  backend: () => Backend,
  backendName: string,
): void {
  // prettier-ignore
  const { kind } = component;
  describe.each(triedOf(component, setup).map((configured) => ({ title: JSON.stringify(configured), configured })))(
    '$title',
    ({ configured }) => {
      test('gives the same bits twice, all of them finite', () => checkTwice(component, configured, backend()));
      test('gives the same bits as operation by operation', () => checkOneByOne(component, configured, backend()));
      test('goes on from any step as if nothing had happened', () => checkResume(component, configured, backend()));
      // A process takes time, and on wasm the bits are those of any machine.
      if (backendName === 'wasm')
        test.each([...worlds.slice(0, 2)])('gives the same bits in another process, on $name', (world) =>
          checkElsewhere(component, configured, backend(), { ...setup, world }),
        );
      // wasm keeps no images.
      if (kind === 'method' && backendName !== 'wasm') test('gives the same bits where images lie on the device', () => checkHeld(component, configured, backend())); // prettier-ignore
      if (kind === 'layer') test('is what it declares, and has the gradient of it', () => checkLayer(component, configured, backend().kernels)); // prettier-ignore
      if (kind === 'loss') test('has the gradient of what it computes', () => checkLoss(component, configured, backend().kernels)); // prettier-ignore
    },
  );
  if (component.doesNothing) test('changes nothing where it says so', () => checkNothing(component, setup, backend()));
}

async function checkTwice(component: Component, configured: Configured, backend: Backend): Promise<void> {
  const runs = runsWith(component, configured);
  const first = await trained(runs.with, backend);
  assert.deepEqual(first.outcome, { status: 'ok', step: null, reason: null });
  assert.ok(first.weights.every(Number.isFinite), 'all weights are finite');
  assert.deepEqual(await trained(runs.with, backend), first);
  const { digests, loss } = await trained(runs.without, backend);
  const changes = digests.after !== first.digests.after || loss.chain !== first.loss.chain;
  assert.ok(changes, `a run with ${component.name} is the same as one without: give it options that change something`);
}

async function checkOneByOne(component: Component, configured: Configured, backend: Backend): Promise<void> {
  const { with: run } = runsWith(component, configured);
  const [alone, together] = [await trained(run, oneByOne(backend)), await trained(run, backend)];
  const hint = 'a graph gives other numbers than operation by operation: an operation is another one there (softmax of @seedbed/engine/plugin is the same), or something of a step is no tensor'; // prettier-ignore
  assert.equal(together.loss.chain, alone.loss.chain, hint);
  assert.deepEqual(together, alone, hint);
}

export async function checkHeld(component: Component, configured: Configured, backend: Backend): Promise<void> {
  const { with: run } = runsWith(component, configured);
  const holding: Backend = { ...backend, kernels: { ...backend.kernels, hold: portableHold } };
  const hint = 'inGraph makes other images than change';
  assert.deepEqual(await trained(run, holding), await trained(run, backend), hint);
}

async function checkResume(component: Component, configured: Configured, backend: Backend): Promise<void> {
  const { with: run } = runsWith(component, configured);
  const states: TrainingState[] = [];
  const whole = await trained(run, backend, { keepsState: () => true, keepState: (state) => states.push(state) });
  for (const state of states.filter((_, index) => index % 3 === 1)) {
    // As it comes back from a file.
    const resume: TrainingState = { ...state, ...JSON.parse(JSON.stringify({ ...state, vectors: undefined })) };
    assert.deepEqual(await trained(run, backend, { resume }), whole, `from step ${state.step}`);
  }
}

interface Where extends ConformanceSetup {
  readonly world: (typeof worlds)[number];
}

async function checkElsewhere(
  component: Component,
  configured: Configured,
  backend: Backend,
  where: Where,
): Promise<void> {
  // prettier-ignore
  const { with: request } = runsWith(component, configured);
  const { digests, loss } = await trained(request, backend);
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-components-'));
  const { name, module, engine, world } = where;
  try {
    const modules = { module: compiledModule(module), engine: engine === undefined ? null : compiledModule(engine) };
    const answer = await trainedIn({ ...modules, world, name, backend: backend.identity.name, request }, join(folder, 'world')); // prettier-ignore
    assert.deepEqual(answer, { weights: digests.after, loss: loss.chain });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkNothing(component: Component, { nothing }: ConformanceSetup, backend: Backend): Promise<void> {
  // prettier-ignore
  const { kind, options, doesNothing } = component;
  const name = shortName(component.name);
  assert.ok(nothing && name in nothing, `say with which options it does nothing: nothing: { ${name}: … }`);
  const configured = configuredOf(kind, { [component.name]: nothing[name] });
  const all = options.parse(optionsOf(configured)) as Record<string, unknown>;
  assert.ok(doesNothing?.(all), `its doesNothing denies that it does nothing with ${JSON.stringify(all)}`);
  // No plan holds it then; that it is right is seen where it is computed all the same.
  const runs = runsWith(component, configured);
  const [one, other] = [await trained(runs.with, backend), await trained(runs.without, backend)];
  assert.equal(one.loss.chain, other.loss.chain, 'the losses are those of a run without it');
  assert.equal(one.digests.after, other.digests.after, 'the weights are those of a run without it');
}
