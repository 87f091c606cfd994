import { wrongRequest } from './entry.js';

/** What follows from an experiment: runs, claims, figures. */
export const planErrors = {
  SB_STAGE_UNKNOWN: wrongRequest('No stage has this name.', 'Take one of those that the message lists.'),
  SB_STAGE_STEPS: wrongRequest('A stage takes no step and starts from no weights.', 'Give it steps, or weights: { from: STAGE, layers: all }.'), // prettier-ignore
  SB_REFERENCE_FORM: wrongRequest(
    'What should name a run does not.',
    'Write STAGE, or { stage: STAGE, at: { FACTOR: LEVEL } }.',
  ),
  SB_REFERENCE_CIRCLE: wrongRequest(
    'A run needs itself.',
    'Let the chain begin somewhere: at: { FACTOR: { shift: -1 } }.',
  ),
  SB_WEIGHTS_SHAPE: wrongRequest('Weights cannot be copied, since the layers have other shapes.', 'Copy fewer units, or give both stages the same layers.'), // prettier-ignore
  SB_WEIGHTS_LAYERS: wrongRequest(
    'More units are to be copied than the network has.',
    'Write a number of units, features or all.',
  ),
  SB_FREEZE: wrongRequest('More units are to be frozen than the network has below its output.', 'Write a number of units, or features.'), // prettier-ignore
  SB_LOSS_TARGETS: wrongRequest('The loss is for another kind of target than the output.', 'Take crossEntropy or softTargets with a classifier, squaredError or absoluteError with a regressor.'), // prettier-ignore
  SB_TEACHER: wrongRequest('The run that teaches answers another question than the student.', 'Let both learn the same classes of the same data set, with the same input.'), // prettier-ignore
  SB_MASK_EMPTY: wrongRequest('A mask leaves no weight.', 'Mask a smaller share.'),
  SB_MODEL_OUTPUT: wrongRequest('The last layer is no output, or an output is not the last.', 'End with classifier, or with regressor for numeric targets.'), // prettier-ignore
  SB_MODEL_SIZE: wrongRequest(
    'Families expand to more layers than are possible.',
    'Repeat fewer layers, or less often.',
  ),
  SB_STREAMS: wrongRequest('A tag of a seed stream has the wrong form, or nothing draws from that purpose.', 'Write streams: { PURPOSE: TAG } with one of the purposes that the message lists.'), // prettier-ignore
  SB_CLASS_TWICE: wrongRequest(
    'A class is listed twice, in one group or in two.',
    'List it once: groups are disjoint.',
  ),
  SB_GROUP_UNKNOWN: wrongRequest(
    'A data set has no such group of classes.',
    'Take one that it has, or add it to data.NAME.classes.',
  ),
  SB_DATA_UNKNOWN: wrongRequest('No data set of the spec has this name.', 'Take one of those in data.'),

  SB_METRIC_UNKNOWN: wrongRequest(
    'No metric has this name.',
    'Write PART.NAME, such as test.accuracy, or declare it in metrics.',
  ),
  SB_METRIC_PART: wrongRequest('The metric is of another kind of thing, or its part is not measured.', 'Name a part for metrics of parts, none for metrics of runs, and add the part to measure.'), // prettier-ignore
  SB_METRIC_STAGE: wrongRequest('Several stages have this metric.', 'Write STAGE in front of it.'),
  SB_METRIC_MATRIX: wrongRequest(
    'A matrix is named where a number is needed.',
    'Take another metric, or draw it with confusion.',
  ),
  SB_METRIC_COMPARED: wrongRequest(
    'A metric compares runs that cannot be compared.',
    'Compare with a result of the experiment that is measured on the same test part, and with one for each run.',
  ),

  SB_CLAIM_SILENT: wrongRequest('A claim does not say what becomes of a factor with several levels.', 'Name one level in at, or the factor in over, in mean, or in each of plus and minus.'), // prettier-ignore
  SB_CLAIM_AXIS: wrongRequest(
    'A trend has no axis of at least two numbers.',
    'Write over: FACTOR, with one numeric factor or variable.',
  ),
  SB_CLAIM_BEST: wrongRequest('There is no best among these, or the claim is true by its form.', 'Contrast the levels instead, or claim fewer of them.'), // prettier-ignore
  SB_CLAIM_SAME: wrongRequest('Plus and minus are the same levels.', 'Name another level in one of them.'),
  SB_CLAIM_NOWHERE: wrongRequest(
    'No level that is left has the factor or variable in over.',
    'Leave more levels with at.',
  ),
  SB_SCOPE_TWICE: wrongRequest('A factor is both in over and in mean.', 'Take it out of one of them.'),
  SB_POINT_MISSING: wrongRequest('A claim needs a grid point that is skipped.', 'Restrict the claim with at, or take the point out of skip.'), // prettier-ignore

  SB_FIGURE_AXIS: wrongRequest('This cannot be on this axis of this kind of figure.', 'Take what the message offers; steps are drawn by curves.'), // prettier-ignore
  SB_FIGURE_TWICE: wrongRequest('A factor has two roles in a figure.', 'Name it once.'),
  SB_FIGURE_COURSE: wrongRequest('A metric over the steps is wanted that is measured once, at the end.', 'Take one of train or validation, or the loss.'), // prettier-ignore
  SB_FIGURE_MATRIX: wrongRequest('A confusion matrix is wanted of a number.', 'Write y: test.confusion.'),
};
