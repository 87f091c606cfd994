import { describe, expect, it } from 'vitest';
import { exampleText, loadText } from '../testing/experiments.js';
import { type RunContext, runIdOf } from './run-id.js';

const [first, second] = loadText(exampleText).plan.runs;
const context: RunContext = {
  fingerprint: 'f',
  pluginVersion: '1',
  numerics: 1,
  backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
};

describe('a run id', () => {
  it('changes with the config, with what is measured, and with each member of the context', () => {
    const contexts: RunContext[] = [
      context,
      { ...context, fingerprint: 'g' },
      { ...context, pluginVersion: '2' },
      { ...context, numerics: 2 },
      ...(['name', 'library', 'isa'] as const).map((key) => ({
        ...context,
        backend: { ...context.backend, [key]: 'x' },
      })),
      { ...context, backend: { ...context.backend, threads: 2 } },
      { ...context, backend: { ...context.backend, precision: 'tf32' } },
    ];
    const ids = [
      ...contexts.map((each) => runIdOf(first!, each)),
      runIdOf(second!, context),
      runIdOf({ ...first!, measure: ['train'] }, context),
      runIdOf({ ...first!, evaluations: 3 }, context),
    ];
    expect(new Set(ids).size).toBe(12);
    expect(ids).not.toContain(first!.configId);
  });

  it('does not change with the order in which its parts are written, nor with names', () => {
    const { backend, ...rest } = context;
    expect(runIdOf(first!, { backend, ...rest })).toBe(runIdOf(first!, context));
    const { config, measure, evaluations } = first!;
    expect(runIdOf({ evaluations, measure, config }, context)).toBe(runIdOf(first!, context));
  });

  it('stays what it was: recorded results depend on it', () => {
    expect(runIdOf(first!, context)).toMatchInlineSnapshot(
      `"ad7e5dd07118c8bf0451af6fcce10b7ebb7c673b4b9f72ace79fff5a5a7f35e7"`,
    );
  });
});
