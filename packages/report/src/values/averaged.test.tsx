import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { figuresDrawn } from '../figures/index.js';
import { example, inputOf } from '../testing/synthetic.js';
import { levelsKept } from './averaged.js';

const captions = (name: string) =>
  figuresDrawn(modelOf(inputOf(example(name)))).map(({ caption }) => renderToString(<>{caption}</>));

describe('a caption says what its means are over', () => {
  it('the factors that a figure averages too', () => {
    const [lines, heatmap] = captions('12-small-data');
    expect(lines).toContain('Test accuracy, mean over dropout rate and replicates.');
    expect(heatmap).toContain('mean over replicates;');
    expect(captions('10-decoupled-decay')[1]).toContain('means over learning rate and replicates with');
  });

  it('the one level at which a figure stays', () => {
    const { experiment } = example('12-small-data');
    const left = experiment.factors.map(({ levels }, index) => (index === 0 ? [1] : levels.map((_, level) => level)));
    expect(levelsKept({ left }, experiment)).toBe('size 20');
    const [lines, , best] = captions('12-small-data');
    expect([best?.endsWith('Only at dropout rate 0.'), lines?.includes('Only at')]).toEqual([true, false]);
  });
});
