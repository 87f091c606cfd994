import { knownComponents, type Configured, placeNetwork } from '@seedbed/core';
import { expect, it } from 'vitest';
import { groupsOf } from './groups.js';

const conv: Configured = { conv: { filters: 2 } };
const placed = (...layers: Configured[]) => placeNetwork([...layers, 'classifier'], [6, 6, 1], 3, knownComponents);
const titles = (...layers: Configured[]) => groupsOf(placed(...layers)).map(({ title }) => title);

it('are single layers, but for a convolution with relu and a pool whose windows do not overlap', () => {
  expect(titles(conv, 'relu', 'maxPool', conv, 'relu')).toEqual(['conv1 to maxPool1', 'conv2', 'relu2', 'classifier']);
  expect(titles(conv, 'relu', { maxPool: { poolSize: 3, stride: 3 } })).toEqual(['conv1 to maxPool1', 'classifier']);
  expect(titles(conv, 'relu', { maxPool: { poolSize: 3, stride: 1 } })).toEqual(['conv1', 'relu1', 'maxPool1', 'classifier']); // prettier-ignore
  expect(titles(conv, 'maxPool', 'relu')).toEqual(['conv1', 'maxPool1', 'relu1', 'classifier']);
  expect(titles('relu', 'maxPool', conv)).toEqual(['relu1', 'maxPool1', 'conv1', 'classifier']);
});

it('have the parameters of the first layer, and give what the last one gives', () => {
  const [first, last] = groupsOf(placed(conv, 'relu', 'maxPool'));
  expect([first?.layer.name, first?.layer.input, first?.output]).toEqual(['conv1', [6, 6, 1], [3, 3, 2]]);
  expect([last?.layer.name, last?.layer.input, last?.output]).toEqual(['classifier', [3, 3, 2], [3]]);
});

it('refuse a layer that the engine does not have', () => {
  expect(() => groupsOf(placed({ 'somebody:spline': { knots: 3 } }))).toThrow(
    'the engine has no layer somebody:spline',
  );
});
