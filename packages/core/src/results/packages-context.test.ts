import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { chooseContext } from './choose-context.js';
import { byContext, contextWords, summariesOf } from './context.js';

const identity = (name: string) => ({ version: name, digest: digestOf(name) });
const { code, backend } = exampleManifest();

/** A run of a config, by the versions of the packages whose code is in it. */
const run = (config: string, packages?: Readonly<Record<string, string>>) =>
  exampleManifest({
    id: digestOf([config, packages ?? null]),
    configId: digestOf(config),
    code: { ...code, ...(packages && { packages: Object.fromEntries(Object.entries(packages).map(([name, version]) => [name, identity(version)])) }) }, // prettier-ignore
  });

const answers = (manifests: Parameters<typeof byContext>[0]) =>
  [...byContext(manifests).values()].map((group) => [group.context.packages ?? {}, [...group.answers.values()].flat().map(({ id }) => id)] as const); // prettier-ignore

describe('results of packages', () => {
  const plain = run('base');

  it('are in one context with those that need none', () => {
    const scaled = run('scaled', { parts: '1' });
    expect(answers([plain, scaled])).toEqual([[{ parts: identity('1') }, [plain.id, scaled.id]]]);
    expect(answers([plain])).toEqual([[{}, [plain.id]]]);
  });

  it('of two versions are never in one context; the one at hand is meant', () => {
    const [old, fresh] = [run('scaled', { parts: '1' }), run('scaled', { parts: '2' })];
    const groups = byContext([plain, old, fresh]);
    expect([...groups.values()].map((group) => [...group.answers.values()].flat().map(({ id }) => id))).toEqual([[plain.id, old.id], [plain.id, fresh.id]]); // prettier-ignore
    const summaries = summariesOf(groups);
    expect(() => chooseContext(summaries, {})).toThrow('2 contexts');
    const chosen = chooseContext(summaries, { atHand: { backend, packages: { parts: identity('2') } } });
    expect(chosen?.context.packages).toEqual({ parts: identity('2') });
    expect(contextWords(chosen!.context)).toContain(`, parts 2 (${digestOf('2').slice(0, 8)})`);
  });

  it('that record a metric of a package go before the same runs without it', () => {
    const measured = run('base', { metrics: '1' });
    expect(answers([plain, measured])).toEqual([[{ metrics: identity('1') }, [measured.id]]]);
  });
});
