import { expect, it } from 'vitest';
import { loadTiny } from '../testing/loaded.js';
import type { Changes } from '../testing/tiny.js';
import { refuseComponents, refusedBy } from './refuse-components.js';

const runsOf = (changes: Changes) => loadTiny(changes).plan.runs;
const withAdam = { 'steps: 8': 'steps: 8\n    optimizer: adam' };

it('what the engine can run is not refused', () => {
  expect(refusedBy(runsOf({}))).toEqual([]);
  expect(() => refuseComponents(runsOf({}))).not.toThrow();
});

it('what it cannot run is named once, with its stage and how many runs ask for it', () => {
  expect(() => refuseComponents(runsOf(withAdam))).toThrow(
    expect.objectContaining({ code: 'SB_ENGINE_COMPONENT', message: expect.stringMatching(/^[^;]*adam[^;]*stage source[^;]*: 2 runs$/) }), // prettier-ignore
  );
});

it('several of them are named in one error', () => {
  const more = { ...withAdam, 'measure: [validation, test]': 'measure: [validation, test]\n    schedule: linear' };
  expect(() => refuseComponents(runsOf(more))).toThrow(
    /linear yet \(stage target\): 12 runs; .*adam yet \(stage source\): 2 runs$/,
  );
});
