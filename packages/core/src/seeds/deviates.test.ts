import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beta, gamma, normal, normalQuantile } from './deviates.js';
import { exactExp, exactLog, exactTurn } from './exact-math.js';
import { openStream, type Stream } from './streams.js';

const many = (draw: (stream: Stream) => number, count = 40_000) => {
  const stream = openStream('deviates');
  return Array.from({ length: count }, () => draw(stream));
};
const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
};

describe('exact logarithm and exponential', () => {
  it('are within a rounding of what Math gives', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        fc.double({ min: -690, max: 690, noNaN: true }),
        (x, y) => {
          expect(Math.abs(exactLog(x) - Math.log(x))).toBeLessThanOrEqual(3e-16 * Math.abs(Math.log(x)) + 3e-17);
          expect(Math.abs(exactExp(y) / Math.exp(y) - 1)).toBeLessThan(5e-16);
        },
      ),
      { seed: 4, numRuns: 2000 },
    );
    expect([exactLog(1), exactExp(0), exactExp(-1e9), exactExp(1e9)]).toEqual([0, 1, 0, Infinity]);
  });

  it('have the bits that they always had', () => {
    expect([0.1, 0.5, 0.7071067811865476, 3, 1e-10].map(exactLog)).toEqual([-2.3025850929940455, -0.6931471805599453, -0.3465735902799726, 1.0986122886681096, -23.025850929940457]); // prettier-ignore
    expect([-1, 0.5, 1, 10, -20.25].map(exactExp)).toEqual([0.36787944117144233, 1.6487212707001282, 2.7182818284590455, 22026.465794806718, 1.6052280551856116e-9]); // prettier-ignore
  });
});

describe('exact sine and cosine', () => {
  it('are within a rounding of what Math gives, and exact at quarter turns', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (degrees) => {
        const { sin, cos } = exactTurn(degrees);
        const angle = ((degrees % 360) * Math.PI) / 180;
        // The angle itself is rounded before Math takes it.
        expect(Math.abs(sin - Math.sin(angle))).toBeLessThan(2e-15);
        expect(Math.abs(cos - Math.cos(angle))).toBeLessThan(2e-15);
        expect(Math.abs(sin * sin + cos * cos - 1)).toBeLessThan(5e-16);
      }),
      { seed: 4, numRuns: 2000 },
    );
    expect([0, 90, 180, 270, -90, 450].map(exactTurn)).toEqual([[0, 1], [1, 0], [0, -1], [-1, 0], [-1, 0], [1, 0]].map(([sin, cos]) => ({ sin, cos }))); // prettier-ignore
  });

  it('have the bits that they always had', () => {
    expect([30, -7.5, 44, 100.25].map(exactTurn)).toEqual([[0.49999999999999994, 0.8660254037844387], [-0.13052619222005157, 0.9914448613738104], [0.6946583704589973, 0.7193398003386512], [0.9840406976462909, -0.17794354547384172]].map(([sin, cos]) => ({ sin, cos }))); // prettier-ignore
  });
});

describe('the quantiles of the normal distribution', () => {
  it('are those of tables, also far out, and odd about one half', () => {
    // statistics.NormalDist().inv_cdf of Python, and R's qnorm.
    const known = [[0.5, 0], [0.975, 1.9599639845400545], [0.8413447460685429, 1], [1e-6, -4.753424308822899], [1e-12, -7.034483825301131]] as const; // prettier-ignore
    for (const [probability, value] of known) expect(Math.abs(normalQuantile(probability) - value)).toBeLessThan(1e-13);
    for (const probability of [0.25, 0.03125, 2 ** -20]) expect(normalQuantile(1 - probability)).toBe(-normalQuantile(probability)); // prettier-ignore
    expect([0.3, 0.01, 2 ** -24].map(normalQuantile)).toEqual([
      -0.5244005127080407, -2.3263478740408408, -5.294704084854597,
    ]);
  });
});

describe('deviates', () => {
  it('have the mean and variance of their distributions', () => {
    const near = (draw: (stream: Stream) => number, mean: number, variance: number) => {
      const found = moments(many(draw));
      // Five standard errors of the mean.
      expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / 40_000));
      expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.1);
    };
    near(normal, 0, 1);
    near((stream) => gamma(3, stream), 3, 3);
    near((stream) => gamma(0.2, stream), 0.2, 0.2);
    near((stream) => beta(0.2, 0.2, stream), 0.5, 0.25 / 1.4);
    near((stream) => beta(2, 1, stream), 2 / 3, 2 / 36);
  });

  it('stay between 0 and 1 for the smallest parameters', () => {
    const values = many((stream) => beta(1e-3, 1e-3, stream), 2000);
    for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
    expect(Math.abs(moments(values).mean - 0.5)).toBeLessThan(0.06);
  });
});
