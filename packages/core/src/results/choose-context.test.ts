import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { exampleManifest } from '../testing/manifests.js';
import { exampleText, loadText } from '../testing/experiments.js';
import type { Wanted } from './choose-context.js';
import { collect } from './collect.js';
import { contextIdOf, contextOf } from './context.js';

const plan = loadText(exampleText).plan.runs;
const { data, backend, environment } = exampleManifest();

/** Answers of the first runs of the plan, all changed in one way. */
const answers = (runs: number, changes: Partial<Manifest> = {}): Manifest[] =>
  plan.slice(0, runs).map(({ configId, stage, replicate, at }) => {
    const id = digestOf([configId, changes]);
    return exampleManifest({ configId, stage, replicate, at, id, ...changes });
  });

const older = { data: { ...data, fingerprint: digestOf('before the picture was corrected') } };
const others: readonly (readonly [string, Partial<Manifest>])[] = [
  ['data fingerprint', older],
  ['plugin version', { data: { ...data, version: '2' } }],
  ['numerics version', { numerics: 2 }],
  ['backend', { backend: { ...backend, name: 'wasm' } }],
  ['library', { backend: { ...backend, library: 'tensorflow 2.22.0' } }],
  ['number of threads', { backend: { ...backend, threads: 2 } }],
  ['pin', { backend: { ...backend, isa: 'AVX2' } }],
  ['switch', { backend: { ...backend, switches: { TF_ENABLE_ONEDNN_OPTS: '0' } } }],
  ['recorded variable', { environment: { ...environment, variables: { TF_ENABLE_ONEDNN_OPTS: '0' } } }],
];

function refusal(manifests: readonly Manifest[], wanted: Wanted = {}): SeedbedError {
  try {
    collect(plan, manifests, wanted);
  } catch (error) {
    if (error instanceof SeedbedError) return error;
  }
  throw new Error('it did not refuse');
}

describe('the context that is shown', () => {
  it.each(others)(
    'is never chosen by chance where another %s is there too, however many runs each has',
    (_, changes) => {
      for (const [ours, theirs] of [
        [2, 2],
        [3, 1],
        [1, 3],
      ] as const) {
        const all = [...answers(ours), ...answers(theirs, changes)];
        for (const manifests of [all, [...all].reverse()]) {
          const { code, exitCode, excerpt = '', hint } = refusal(manifests);
          expect([code, exitCode]).toEqual(['SB_RESULTS_CONTEXTS', 2]);
          expect(excerpt.split('\n')).toHaveLength(2);
          expect(hint).toContain('--context');
        }
      }
    },
  );

  it('is listed with fingerprint, backend, library, dates and how many runs', () => {
    const ended = (time: string) => ({ cost: { ...exampleManifest().cost, finishedAt: time } });
    const first = answers(1, { ...older, ...ended('2026-11-01T10:00:00.000Z') });
    const second = plan.slice(1, 3).map(({ configId }) =>
      exampleManifest({ ...older, configId, ...ended('2026-11-02T11:30:59.000Z') }),
    ); // prettier-ignore
    const { excerpt } = refusal([...answers(2), ...first, ...second]);
    expect(excerpt).toContain(
      `data ${older.data.fingerprint.slice(0, 8)}, tensorflow (tensorflow 2.21.0), numerics 1, 3 runs, 2026-11-01 10:00 to 2026-11-02 11:30 UTC`,
    );
  });

  it.each(others)('is the one at hand where another %s is there too', (_, changes) => {
    const [ours, theirs] = [answers(2), answers(5, changes)];
    const atHand = contextOf(ours[0]!);
    const known = collect(plan, [...theirs, ...ours], { atHand, id: contextIdOf(contextOf(ours[0]!)) });
    expect(known.manifests).toEqual(ours);
    expect(known.context).toMatchObject({ context: contextOf(ours[0]!), runs: 2 });
    expect(known.aside.map(({ runs }) => runs)).toEqual([5]);
    expect(known.notes).toEqual([expect.stringMatching(/^Left aside, of another context: .*, 5 runs, /)]);
  });

  it('is the one at hand also where others have more runs; where none is at hand, the only one, or a list', () => {
    const [ours, theirs] = [answers(1), answers(5, older)];
    const atHand = { data: contextOf(ours[0]!).data };
    expect(collect(plan, [...theirs, ...ours], { atHand }).manifests).toEqual(ours);
    expect(collect(plan, theirs, { atHand }).manifests).toEqual(theirs);
    const now = { fashionmnist: { fingerprint: digestOf('now'), version: '1' } };
    const both = refusal([...theirs, ...answers(1, { numerics: 2 })], { atHand: { data: now } });
    expect(both.message).toContain('2 contexts, none of them of the data, backend and numerics at hand');
  });

  it('is not decided by data alone where two backends have them', () => {
    const manifests = [...answers(1), ...answers(1, others[3]![1]), ...answers(1, older)];
    const { excerpt = '' } = refusal(manifests, { atHand: { data: contextOf(answers(1)[0]!).data } });
    expect(excerpt.split('\n')).toHaveLength(2);
  });

  it('is the one whose id begins as asked for, or a list of them', () => {
    const [ours, theirs] = [answers(1), answers(2, older)];
    const id = contextIdOf(contextOf(theirs[0]!));
    const atHand = contextOf(ours[0]!);
    expect(collect(plan, [...ours, ...theirs], { id: id.slice(0, 6).toUpperCase(), atHand }).manifests).toEqual(theirs);
    for (const wrong of ['', 'zz', `${id}0`]) {
      expect(refusal([...ours, ...theirs], { id: wrong })).toMatchObject({
        code: 'SB_RESULTS_CONTEXTS',
        message: expect.stringContaining(`"${wrong}"`) as string,
      });
    }
  });

  it('is of all data sets: other data of one of two make another context', () => {
    const { config } = exampleManifest();
    const learns = (plugin: string) => ({ config: { ...config, learn: { ...config.learn, data: { plugin } } } });
    const [one, two] = [
      answers(1)[0]!,
      exampleManifest({ configId: plan[1]!.configId, ...learns('other'), id: digestOf('two') }),
    ];
    const { manifests, context } = collect(plan, [one, two]);
    expect(manifests).toHaveLength(2);
    expect(Object.keys(context!.context.data)).toEqual(['fashionmnist', 'other']);
    const again = exampleManifest({ configId: plan[1]!.configId, ...learns('other'), ...older, id: digestOf('again') });
    expect(refusal([one, two, again]).excerpt).toContain('2 runs');
    const atHand = { data: contextOf(again).data };
    expect(collect(plan, [one, two, again], { atHand }).manifests.map(({ id }) => id)).toEqual([one.id, again.id]);
  });

  it('does not follow the machine, nor a variable that WebAssembly never reads or a pin sets itself', () => {
    const elsewhere = { environment: { ...environment, os: 'darwin', node: 'v24' }, experiment: 'x' };
    expect(collect(plan, [...answers(1), ...answers(2, elsewhere).slice(1)]).manifests).toHaveLength(2);
    const variables = { TF_ENABLE_ONEDNN_OPTS: '1' };
    for (const identity of [
      { ...backend, name: 'wasm' },
      { ...backend, isa: 'AVX2' },
    ]) {
      const set = seal({ ...answers(2)[1]!, backend: identity, environment: { ...environment, variables } });
      expect(collect(plan, [...answers(1, { backend: identity }), set]).manifests).toHaveLength(2);
    }
  });
});
