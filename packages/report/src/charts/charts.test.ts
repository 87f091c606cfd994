import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { pageCharts } from '../figures/page-charts.js';
import { fixtureInput, fixtureWasm, incompleteInput } from '../testing/fixture.js';
import { example, inputOf } from '../testing/synthetic.js';
import { layouts } from './chart.js';
import { dodged, positionsOf } from './positions.js';
import { spreadLabels } from './ranges.js';
import { inks, namedColors, orderedColors, variableOf } from './theme.js';

/** WCAG contrast between two colors. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r, g, b2] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b2!;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('charts', () => {
  it.each([
    ['complete, with others beside it', () => fixtureInput({ compared: [fixtureWasm()] })],
    ['incomplete', incompleteInput],
    ['with families on lines', () => inputOf(example('yosinski'))],
    ['with heatmaps', () => inputOf(example('12-small-data'))],
  ])('compile without a warning, %s', (_, inputFor) => {
    const warnings: unknown[] = [];
    const keep = (...message: readonly unknown[]) => (warnings.push(...message), logger);
    const logger = { level: () => logger, error: keep, warn: keep, info: () => logger, debug: () => logger };
    for (const chart of pageCharts(modelOf(inputFor())).charts) {
      for (const layout of layouts) compile(chart.spec(layout), { logger: logger as never });
    }
    expect(warnings).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('draw series in colors that differ from the paper, %s', (mode) => {
    const palettes = [1, 2, 5, 11].map((count) => orderedColors(count, mode));
    for (const value of [...palettes.flat(), ...namedColors(10, mode)]) {
      expect(contrast(value, inks.paper[mode])).toBeGreaterThan(3);
    }
  });

  it('have a variable for every color, so that all follow the page into the dark', () => {
    const all = [...namedColors(10), ...[1, 3, 8, 24].flatMap((count) => orderedColors(count))];
    for (const value of all) expect(variableOf(value), value).toMatch(/^var\(--/);
    expect(new Set(namedColors(10)).size).toBe(10);
  });

  it('place numbers by their size and names one after the other', () => {
    const scale = { name: 'x', title: 'X', of: () => undefined };
    const numbers = positionsOf({ ...scale, values: ['1', '4', '16'], numeric: true, spacing: 'log2' });
    expect(['1', '4', '16'].map(numbers.of)).toEqual([0, 2, 4]);
    const names = positionsOf({ ...scale, values: ['a', 'b'], numeric: false, spacing: 'linear' });
    expect([names.of('b'), names.gap, names.domain[0]]).toEqual([1, 1, -0.35]);
    expect(positionsOf({ ...scale, values: ['7'], numeric: true, spacing: 'linear' }).domain).toEqual([6.5, 7.5]);
    expect([0, 1, 2].map((index) => dodged(names, index, 3))).toEqual([-0.06, 0, 0.06]);
    expect(dodged(names, 0, 1)).toBe(0);
  });

  it('move labels apart and keep their order', () => {
    const placed = spreadLabels([80, 80.2, 90], 2);
    expect(placed[1]! - placed[0]!).toBeGreaterThanOrEqual(2);
    expect(placed[2]!).toBeGreaterThan(placed[1]!);
  });
});
