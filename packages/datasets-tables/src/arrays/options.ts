import { z } from 'zod';
import { named, nameOption as name } from '../names.js';

const names = z.array(name).min(1);

export const arraysOptions = z
  .strictObject({
    set: name.describe('A name of your own for the arrays: it tells two sets apart.'),
    inputs: name
      .optional()
      .describe('Array or column that goes into the network. Default: x, data, images and the like.'),
    labels: name.optional().describe('Array or column of classes. Default: y, labels and the like.'),
    targets: z.union([name, names]).optional().describe('Arrays or columns of numbers to predict.'),
    classes: z.array(name).min(2).optional().describe('Names of the classes: that of label 0, of label 1, and so on.'),
    size: z.int().min(8).max(512).optional().describe('Height and width of pictures that are to be decoded, pixels.'),
  })
  .superRefine((options, { addIssue }) => {
    const issue = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    const { labels, targets, classes } = options;
    if (labels !== undefined && targets !== undefined) issue('targets', 'labels or targets, not both');
    if (classes && targets !== undefined) issue('classes', 'needs labels, not targets');
    const called = classes?.map(named) ?? [];
    const twice = called.find((each, at) => called.indexOf(each) < at);
    if (twice !== undefined) issue('classes', `"${twice}" is in it twice`);
    const predicted = [targets ?? []].flat().map(named);
    if (new Set(predicted).size < predicted.length) issue('targets', 'a name is in it twice');
  });

export type ArraysOptions = z.infer<typeof arraysOptions>;
