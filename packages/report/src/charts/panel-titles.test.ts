import { expect, it } from 'vitest';
import { panelHeader, titleLines, wrapped } from './panel-titles.js';

it('the title of a panel has a line for each factor', () => {
  expect(titleLines('method: L2, size: 50', 230)).toEqual(['method: L2', 'size: 50']);
});

it('what is too long for its panel goes on in the next line, so that the level is never cut off', () => {
  expect(titleLines('layers that stay fixed: 2', 130)).toEqual(['layers that stay', 'fixed: 2']);
  expect(titleLines('condition: S{depth}T(reinitialized)', 130)).toEqual([
    'condition:',
    'S{depth}T(reinitia',
    'lized)',
  ]);
  for (const line of wrapped('a condition of a very long name, and more', 9))
    expect(line.length).toBeLessThanOrEqual(9);
});

it('letters that were broken to fit are not cut by the drawing', () => {
  const { labelExpr, labelLimit } = panelHeader(['layers that stay fixed: 2'], 130);
  expect(labelExpr).toBe('{"layers that stay fixed: 2":["layers that stay","fixed: 2"]}[datum.label]');
  // As vega estimates it: eight tenths of its size for a letter.
  expect(labelLimit).toBeGreaterThan(18 * 12 * 0.8);
});
