import { z } from 'zod';
import { named, nameOption as name } from '../names.js';

const column = z.string().min(1);
const columns = z.array(column).min(1);

export const tableOptions = z
  .strictObject({
    set: name.describe('A name of your own for the table: it tells two tables apart.'),
    target: z
      .union([column, columns, z.record(column, name)])
      .optional()
      .describe('Columns of numbers to predict: a name, a list, or names with their units.'),
    class: column.optional().describe('Column of the class to predict.'),
    classes: z.array(name).min(2).optional().describe('All classes, in their order. Default: by code points.'),
    columns: columns
      .optional()
      .describe('Columns that go into the network, in this order. Default: all that have no other use.'),
    categories: z
      .union([columns, z.record(column, z.array(name).min(1))])
      .optional()
      .describe(
        'Columns of words: each word becomes a column of zeros and ones. A list, or names with all their words.',
      ),
    missing: z
      .enum(['refuse', 'dropRows', 'indicator'])
      .default('refuse')
      .describe(
        'What a missing value is: an error; a row to leave out; or 0, and 1 in one more column "NAME missing".',
      ),
    group: column.optional().describe('Column whose equal values stay on one side of a split: the patient, the site.'),
    part: column.optional().describe('Column that says train, validation or test.'),
  })
  .superRefine((options, { addIssue }) => {
    const issue = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    const answers = [
      ...targetsOf(options).map((target) => target.name),
      ...(options.class === undefined ? [] : [options.class]),
    ];
    if (options.target !== undefined && options.class !== undefined) issue('class', 'target or class, not both');
    if (options.classes && options.class === undefined) issue('classes', 'needs class, the column that holds them');
    const given = options.columns?.find((each) => answers.includes(each) || each === options.part);
    if (given !== undefined)
      issue('columns', `"${given}" is what is predicted, or the part: it cannot go into the network, too`);
    for (const path of ['target', 'classes', 'columns', 'categories'] as const) {
      const given = options[path];
      const lists = Array.isArray(given) ? [given] : Object.values(typeof given === 'object' ? given : {});
      const twice = lists.flatMap((list) => repeated(list) ?? []).at(0);
      if (twice !== undefined) issue(path, `"${twice}" is in it twice`);
    }
  });

export type TableOptions = z.infer<typeof tableOptions>;

/** The first name of a list that an earlier one is equal to. */
function repeated(given: unknown): string | undefined {
  const names = Array.isArray(given) ? (given as string[]).map(named) : [];
  return names.find((each, at) => names.indexOf(each) < at);
}

/** Columns to predict, with their units. */
export function targetsOf({
  target,
}: Pick<TableOptions, 'target'>): { readonly name: string; readonly unit?: string }[] {
  if (target === undefined) return [];
  if (typeof target === 'string') return [{ name: target }];
  if (Array.isArray(target)) return target.map((each) => ({ name: each }));
  return Object.entries(target).map(([each, unit]) => ({ name: each, unit }));
}
