import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { fixtureInput, incompleteInput } from '../testing/fixture.js';
import { chartsOf } from './all.js';
import { layouts } from './chart.js';
import { spreadLabels } from './scales.js';
import { inks, sizeColours } from './theme.js';

/** WCAG contrast between two colours. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r, g, b2] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b2!;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The fixture with its smallest size alone. */
function oneSize() {
  const input = fixtureInput();
  const spec = { ...input.spec, split: { ...input.spec.split, target: { classes: 5, images: [5] } } };
  const at = ({ role, images }: { role: string; images: number }) => role === 'source' || images === 5;
  return {
    ...input,
    spec,
    manifests: input.manifests.filter(at),
    expected: input.expected.filter(at),
    intervals: input.intervals.filter(({ images }) => images === 5),
  };
}

describe('charts', () => {
  it.each([
    ['complete', fixtureInput()],
    ['incomplete', incompleteInput()],
    ['at one size', oneSize()],
  ])('compile without a warning, %s', (_, input) => {
    const warnings: unknown[] = [];
    const keep = (...message: readonly unknown[]) => (warnings.push(...message), logger);
    const logger = { level: () => logger, error: keep, warn: keep, info: () => logger, debug: () => logger };
    for (const chart of chartsOf(modelOf(input))) {
      for (const layout of layouts) compile(chart.spec(layout), { logger: logger as never });
    }
    expect(warnings).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('draw sizes in colours that stand out from the paper, %s', (mode) => {
    for (const sizes of [1, 2, 5, 11]) {
      for (const value of sizeColours(sizes, mode)) expect(contrast(value, inks.paper[mode])).toBeGreaterThan(3);
    }
  });

  it('move labels apart and keep their order', () => {
    const placed = spreadLabels([80, 80.2, 90], 2);
    expect(placed[1]! - placed[0]!).toBeGreaterThanOrEqual(2);
    expect(placed[2]!).toBeGreaterThan(placed[1]!);
  });
});
