import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { drawnBy } from './streams.js';

describe('the streams from which a run draws', () => {
  const layers = [{ dense: { units: 4 } }, { dropout: { rate: 0.5 } }, { dense: { units: 3 } }, 'classifier'];
  const config = {
    learn: { data: { plugin: 'a' }, classes: undefined },
    model: { layers },
    training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 8, steps: 5 },
  };
  const purposes = (changes: object) => [...drawnBy({ ...config, ...changes } as never, knownComponents)].sort();

  it('are those of what it trains: dropout is a purpose where it is in a layer that is not frozen', () => {
    expect(purposes({})).toEqual(['dropout', 'init', 'order', 'subset']);
    expect(purposes({ freeze: 1 })).toEqual(['init', 'order', 'subset']);
    const later = [{ dense: { units: 4 } }, 'relu', { dense: { units: 3 } }, { dropout: { rate: 0.5 } }, 'classifier'];
    expect(purposes({ freeze: 1, model: { layers: later } })).toContain('dropout');
    expect(purposes({ freeze: 2, model: { layers: later } })).not.toContain('dropout');
  });
});
