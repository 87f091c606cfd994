import { join, relative, isAbsolute } from 'node:path';
import { existsSync, statSync } from 'node:fs';
import { type Answer, answerSchema, type Floats, type Measured, type PartPredictions, readFloats } from '@seedbed/core';
import type { Given } from './given.js';
import type { ProgramProcess } from './process.js';

/** The sum of an example's probabilities may be off by so much. */
const tolerance = 1e-3;

/** Reads what a program answers, and the files that it names; whatever does not fit is refused with its words. */
export class Answers {
  constructor(
    private readonly program: ProgramProcess,
    /** Of the run: files lie in it. */
    private readonly folder: string,
    private readonly given: Given,
  ) {}

  async next(): Promise<Answer> {
    const line = await this.program.next();
    const read = answerSchema.safeParse(line);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const at = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    const type = (line as { type?: unknown } | null)?.type;
    throw this.program.refused(`its answer "${String(type)}" is none: ${at}${issue?.message ?? 'not an object'}`);
  }

  refused(what: string, hint?: string): Error {
    return this.program.refused(what, hint);
  }

  /** A file of the run's folder. */
  file(name: string): string {
    const path = join(this.folder, name);
    const way = relative(this.folder, path);
    if (isAbsolute(name) || /^\.\.([\\/]|$)/.test(way))
      throw this.refused(`its file ${name} is not in the run's folder`);
    if (!existsSync(path) || !statSync(path).isFile()) throw this.refused(`its file ${name} is not there`);
    return path;
  }

  /** @param shape of the file, -1 where any extent is; null for any shape. */
  floats(name: string, shape: readonly number[] | null): Floats {
    const read = readFloats(this.file(name), shape);
    if (typeof read === 'string') throw this.refused(`its file ${name} ${read}`);
    return read;
  }

  /** The numbers alone. */
  numbers(name: string, shape: readonly number[]): Float32Array {
    return this.floats(name, shape).values;
  }

  /** What was predicted of a part, in the order of its examples. */
  predicted(part: Measured, name: string): PartPredictions {
    const { drawn, targets } = this.given;
    return targets ? this.predictedNumbers(part, name, targets) : this.predictedClasses(part, name, drawn);
  }

  private predictedClasses(
    part: Measured,
    name: string,
    { classes, [part]: examples }: Given['drawn'],
  ): PartPredictions {
    const probabilities = this.numbers(name, [examples.length, classes.length]);
    for (let row = 0; row < examples.length; row++) {
      const own = probabilities.subarray(row * classes.length, (row + 1) * classes.length);
      const sum = own.reduce((total, each) => total + each, 0);
      if (own.some((each) => !(each >= 0)) || !(Math.abs(sum - 1) <= tolerance))
        throw this.refused(
          `${name}: the probabilities of example ${row} are ${[...own].slice(0, 4).join(', ')}${classes.length > 4 ? ', …' : ''}, with the sum ${sum}`,
          'predictions are probabilities: none below 0, with the sum 1 for each example',
        );
    }
    return { classes: classes.length, probabilities, labels: Int32Array.from(examples, ({ label }) => label) };
  }

  private predictedNumbers(
    part: Measured,
    name: string,
    { columns, of }: NonNullable<Given['targets']>,
  ): PartPredictions {
    const targets = of[part] as Float32Array;
    const predicted = this.numbers(name, [targets.length / columns, columns]);
    const wrong = predicted.findIndex((each) => !Number.isFinite(each));
    if (wrong < 0) return { predicted, targets, columns };
    throw this.refused(`${name}: ${predicted[wrong]} is predicted of example ${Math.floor(wrong / columns)}`, 'predictions are finite numbers; a run that has diverged reports a loss of null'); // prettier-ignore
  }
}
