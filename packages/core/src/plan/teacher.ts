import { optionsOf, versionedName } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { classCountOf, learnedName } from './learned-classes.js';
import { canonicalJson } from '../digest/canonical.js';
import type { RunConfig } from './run-config.js';

/** What decides whether one run can teach another. */
type Taught = Pick<RunConfig, 'learn' | 'model' | 'streams' | 'stage'>;

/** Why a run cannot teach, and what to do about it; both without a full stop. */
export interface TeacherMisfit {
  readonly message: string;
  readonly hint: string;
}

/** The run that teaches one, by its config id or key; undefined where none does. */
export function teacherOf({ training }: Pick<RunConfig, 'training'>): string | undefined {
  const { teacher } = optionsOf(training?.loss ?? '') as { readonly teacher?: { readonly run: string } };
  return teacher?.run;
}

/** What is not said is null. */
const same = (a: readonly unknown[], b: readonly unknown[]) =>
  canonicalJson(a.map((each) => each ?? null)) === canonicalJson(b.map((each) => each ?? null));

/**
 * A teacher answers for the student's inputs, with a probability for each of the student's classes: it must have learned
 * the same classes of the same data set, from inputs that are standardized in the same way. Its layers may be others.
 * @returns undefined for one that can teach.
 */
export function teacherMisfit(student: Taught, teacher: Taught, registry: Registry): TeacherMisfit | undefined {
  const [ours, theirs] = [student.learn.data, teacher.learn.data];
  const who = `the teacher, ${teacher.stage},`;
  if (!same([ours.plugin, ours.options], [theirs.plugin, theirs.options])) {
    return { message: `${who} has learned another data set: ${setText(theirs)}, and the student learns ${setText(ours)}`, hint: 'let both learn the same data set' }; // prettier-ignore
  }
  const [count, known] = [classCountOf(student), classCountOf(teacher)];
  if (count !== known && count !== null && known !== null) {
    return { message: `${who} knows ${known} classes, and the student learns ${count}`, hint: 'let both learn the same classes' }; // prettier-ignore
  }
  const split = ({ streams }: Taught) => streams?.['split'];
  if (
    !same(
      [ours.classes, student.learn.classes, split(student)],
      [theirs.classes, teacher.learn.classes, split(teacher)],
    )
  ) {
    return { message: `${who} knows other classes: it has learned ${classesText(teacher)}, and the student learns ${classesText(student)}`, hint: 'let both learn the same classes' }; // prettier-ignore
  }
  if (predictsNumbers(teacher, registry)) {
    return { message: `${who} predicts numeric targets, and no classes`, hint: 'let it end with classifier' };
  }
  if (!same([student.model.input], [teacher.model.input])) {
    return { message: `${who} has learned from inputs that are standardized otherwise`, hint: 'give both the same input, in model' }; // prettier-ignore
  }
  return undefined;
}

const setText = ({ plugin, options }: Taught['learn']['data']) =>
  options === undefined ? plugin : `${plugin} ${JSON.stringify(options)}`;

const classesText = ({ learn }: Taught) =>
  learn.data.classes === undefined
    ? learnedName(learn)
    : `${learnedName(learn)} of ${JSON.stringify(learn.data.classes)}`;

function predictsNumbers({ model }: Taught, registry: Registry): boolean {
  const { name, version } = versionedName(model.layers.at(-1) ?? '');
  return registry.find('layer', name, version)?.predicts === 'numbers';
}
