import type { AboutFields } from './about.js';

/** What figures may say, by field: an example and a meaning. */
const axes = {
  y: { example: 'test.accuracy', meaning: 'the metric that is drawn' },
  color: { example: 'test.accuracy', meaning: 'the metric that is drawn' },
  x: { example: 'size', meaning: 'a factor, a variable, a metric or replicate' },
  series: { example: 'condition', meaning: 'a factor, a variable or replicate: a line for each level' },
  among: { example: 'condition', meaning: 'the factor or variable whose levels are compared' },
  reference: { example: '{ condition: base }', meaning: 'levels that are drawn as a line for comparison' },
  minus: { example: '{ condition: base }', meaning: 'levels that are subtracted' },
  title: { example: 'Accuracy by size', meaning: 'its heading' },
  facet: { example: 'optimizer', meaning: 'a factor, a variable or replicate: a panel for each level' },
  at: { example: '{ size: [5, 10] }', meaning: 'levels that are drawn, instead of all' },
  mean: { example: 'size', meaning: 'factors or variables over which is averaged within a replicate' },
} as const satisfies AboutFields;

/** Of some kinds a field means something else. */
const special: AboutFields = {
  'curves.y': { example: 'validation.accuracy', meaning: 'a metric of train or validation; else the training loss', usual: 'loss' }, // prettier-ignore
  'heatmap.x': { example: 'width', meaning: 'a factor, a variable, a metric, step or replicate' },
  'heatmap.y': { example: 'rate', meaning: 'a factor, a variable, a metric, step or replicate' },
  'confusion.y': { example: 'test.confusion', meaning: 'the matrix of a part', usual: 'test.confusion' },
};

function figure(kind: string, meaning: string, example: string, own: readonly (keyof typeof axes)[]) {
  const fields = [...own, 'title', 'facet', 'at', 'mean'] as const;
  const path = `figures[].${kind}`;
  return {
    [path]: { example, meaning },
    ...Object.fromEntries(fields.map((field) => [`${path}.${field}`, special[`${kind}.${field}`] ?? axes[field]])),
  };
}

export const aboutFigures: AboutFields = {
  ...figure('lines', 'means over replicates with their intervals, joined by lines', '{ y: test.accuracy, x: size, series: dropout }', ['y', 'x', 'series', 'reference']), // prettier-ignore
  ...figure('contrast', 'paired differences with their intervals', '{ y: test.accuracy, x: size, series: condition, minus: { condition: base } }', ['y', 'x', 'series', 'minus']), // prettier-ignore
  ...figure('best', 'how often each level is the best one', '{ y: test.accuracy, among: condition, x: size }', ['y', 'among', 'x']), // prettier-ignore
  ...figure('curves', 'a metric over the steps of training', '{ y: validation.accuracy, series: dropout }', ['y', 'series']), // prettier-ignore
  ...figure('heatmap', 'a metric as color over two axes', '{ color: test.accuracy, x: width, y: rate }', ['color', 'x', 'y']), // prettier-ignore
  ...figure('confusion', 'true classes against predicted ones', '{ y: test.confusion }', ['y']),
};
