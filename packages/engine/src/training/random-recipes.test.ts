import { componentsIn, type ComponentKind, knownComponents } from '@seedbed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBackends } from '../testing/each-backend.js';
import { propertySeed } from '../testing/numbers.js';
import { computedOf } from '../testing/random-components.js';
import { describeRandomRecipes } from '../testing/random-properties.js';
import { randomRecipes } from '../testing/random-recipes.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';

describe('random recipes', () => {
  const kinds: ComponentKind[] = ['layer', 'initializer', 'optimizer', 'schedule', 'loss', 'method', 'mask', 'transform']; // prettier-ignore

  it('hold every component that the engine computes of images', () => {
    const recipes = fc.sample(randomRecipes(syntheticDataset()), { seed: propertySeed, numRuns: 300 });
    const drawn = new Set(recipes.flatMap(({ request }) => [...componentsIn(request.config, knownComponents)].map(({ kind, name }) => `${kind} ${name}`))); // prettier-ignore
    const all = kinds.flatMap((kind) =>
      computedOf(kind)
        .filter(({ name, version }) => knownComponents.find(kind, name, version)?.needs !== 'rows')
        .map(({ name, version }) => `${kind} ${name}@${version}`),
    );
    expect(all.filter((each) => !drawn.has(each))).toEqual([]);
  });
});

const runs = process.env['SEEDBED_TESTS'] === 'all' ? 40 : 3;
describeBackends(['wasm', 'tensorflow'], (backend) => describeRandomRecipes(backend, runs));
