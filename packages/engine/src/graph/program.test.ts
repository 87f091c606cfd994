import { philoxUniforms } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers } from '../testing/numbers.js';
import type { Tensors } from './computation.js';
import { type Load, loadTensors, type Program, type Repeated } from './program.js';
import { uncompiled } from './computation.js';

/** Adds what is given and what is drawn, scaled, to a sum. */
const add = ({ sum, scale, drawn, given }: Tensors) =>
  tf.tidy(() => {
    const next = tf.add(sum!, tf.mul(tf.add(drawn!, given!), scale!));
    return { sum: next, largest: tf.max(next) };
  });

const adding = (title: string): Repeated => ({
  key: `adding/${title}`,
  computation: add,
  state: { sum: tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]) },
  constants: { scale: tf.scalar(0.5) },
  draws: { drawn: { key: [7, 0xfedcba98], shape: [2, 3] } },
});

/** Five steps: what each gave, and the state after it. */
function steps(program: Program, traced = -1) {
  return Array.from({ length: 5 }, (_, step) => {
    const given = tf.fill([2, 3], step);
    const out = program.run({ given }, step, step === traced ? add : undefined);
    const state = program.state();
    const seen = [out, state].map((tensors) =>
      Object.entries(tensors).map(([name, tensor]) => [name, ...tensor.dataSync()]),
    );
    tf.dispose([given, out, state]);
    return seen;
  });
}

describeBackends(everyBackend, (backend) => {
  it('goes on with a state that was set, before its first step and after one, in part or none of it', () => {
    const left = tf.memory().numTensors;
    const after = (load: Load) => {
      const program = load(adding('set'));
      const sums = [
        [9, 9, 9, 9, 9, 9],
        [1, 1, 2, 2, 3, 3],
      ].flatMap((values) => {
        program.set({ sum: tf.tensor2d(values, [2, 3]) });
        program.set({});
        return steps(program);
      });
      program.dispose();
      return sums;
    };
    expect(after(backend().kernels.load)).toEqual(after(loadTensors(uncompiled)));
    expect(tf.memory().numTensors).toBe(left);
  });

  it('keeps its state from step to step, with the bits of the same operations one by one', () => {
    const left = tf.memory().numTensors;
    const program = backend().kernels.load(adding('kept'));
    const plain = loadTensors(uncompiled)(adding('kept'));
    expect(steps(program)).toEqual(steps(plain));
    program.dispose();
    plain.dispose();
    expect(tf.memory().numTensors).toBe(left);
  });

  it('divides by a root as it was recorded, and not by a product', () => {
    const quotient = ({ x, y }: Tensors) => ({ quotient: tf.tidy(() => tf.div(x!, tf.sqrt(y!))) });
    const inputs = { x: tf.tensor1d(numbers('x', 1000)), y: tf.tensor1d(numbers('y', 1000).map(Math.abs)) };
    const [compiled, plain] = [backend().kernels.compile('quotient', quotient)(inputs), quotient(inputs)];
    expect(compiled.quotient.dataSync()).toEqual(plain.quotient.dataSync());
    tf.dispose([inputs, compiled, plain]);
  });

  it('draws what core draws, others in each step and for each key', () => {
    const drawing = (key: readonly [number, number]): Repeated => ({
      key: 'drawing',
      computation: ({ count, drawn }: Tensors) => ({ count: tf.add(count!, 1), seen: tf.clone(drawn!) }),
      state: { count: tf.scalar(0) },
      constants: {},
      draws: { drawn: { key, shape: [3, 5, 7] } },
    });
    for (const key of [
      [0, 0],
      [0xffffffff, 1],
      [123456789, 0x80000000],
    ] as const) {
      // prettier-ignore
      const program = backend().kernels.load(drawing(key));
      for (const step of [0, 1, 2, 70_000]) {
        const { seen } = program.run({}, step) as { seen: tf.Tensor };
        expect(seen.dataSync()).toEqual(philoxUniforms(key, step, 105));
        seen.dispose();
      }
      program.dispose();
    }
  });

  it('goes on with the same bits after a step that was looked into', () => {
    const program = backend().kernels.load(adding('looked'));
    const plain = loadTensors(uncompiled)(adding('looked'));
    expect(steps(program, 2)).toEqual(steps(plain));
    program.dispose();
    plain.dispose();
  });

  it('starts again from its first state where it is loaded again, also while its graph is still there', () => {
    const first = backend().kernels.load(adding('again'));
    const seen = steps(first);
    first.dispose();
    const second = backend().kernels.load(adding('again'));
    expect(steps(second)).toEqual(seen);
    second.dispose();
  });

  it('shares nothing with another one that runs beside it', () => {
    const [first, second] = [backend().kernels.load(adding('beside')), backend().kernels.load(adding('beside'))];
    const given = tf.ones([2, 3]);
    const largest = (program: Program, step: number) => {
      const out = program.run({ given }, step);
      const [value] = out['largest']!.dataSync();
      tf.dispose(out);
      return value;
    };
    const turns = Array.from({ length: 3 }, (_, step) => [largest(first, step), largest(second, step)]);
    for (const [one, other] of turns) expect(other).toBe(one);
    first.dispose();
    expect(largest(second, 3)).toBeGreaterThan(turns[2]![1]!);
    second.dispose();
    given.dispose();
  });

  it('keeps its state where a step gives nothing back', () => {
    const left = tf.memory().numTensors;
    const silent: Repeated = {
      ...adding('silent'),
      computation: (all) => tf.tidy(() => ({ sum: add(all).sum })),
    };
    const programs = [backend().kernels.load(silent), loadTensors(uncompiled)(adding('silent, plain'))];
    const [program, plain] = programs as [Program, Program];
    const given = tf.ones([2, 3]);
    for (const step of [0, 1, 2]) {
      expect(program.run({ given }, step)).toEqual({});
      tf.dispose(plain.run({ given }, step));
      const sums = [program, plain].map((each) => each.state(['sum'])['sum'] as tf.Tensor);
      const [sum, expected] = sums.map((tensor) => [...tensor.dataSync()]);
      expect(sum).toEqual(expected);
      tf.dispose(sums);
    }
    given.dispose();
    for (const each of programs) each.dispose();
    expect(tf.memory().numTensors).toBe(left);
  });

  it('gives copies of that part of the state that is asked for', () => {
    const { state, ...others } = adding('parts');
    const program = backend().kernels.load({
      ...others,
      computation: ({ sum, other, ...given }) => ({ ...add({ sum: sum!, ...given }), other: tf.neg(other!) }),
      state: { ...state, other: tf.scalar(7) },
    });
    const other = () => {
      const copies = program.state(['other']);
      const seen = Object.entries(copies).map(([name, tensor]) => [name, ...tensor.dataSync()]);
      tf.dispose(copies);
      return seen;
    };
    expect(other()).toEqual([['other', 7]]);
    const given = tf.ones([2, 3]);
    tf.dispose([program.run({ given }, 0), given]);
    expect(other()).toEqual([['other', -7]]);
    program.dispose();
  });

  it('can be disposed before any step', () => {
    const left = tf.memory().numTensors;
    const program = backend().kernels.load(adding('nothing'));
    const state = program.state();
    expect([...state['sum']!.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
    tf.dispose(state);
    program.dispose();
    expect(tf.memory().numTensors).toBe(left);
  });
});
