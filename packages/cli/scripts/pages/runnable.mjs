/* What can be executed today: the engine and the metrics are asked, component by component. */
import { knownComponents, nameOf, optionsOf, recordedMetrics, valueOf } from '@seedbed/core';
import { engineRuns } from '@seedbed/engine/config';

const conv = [{ conv: { filters: 8 } }, 'relu'];
const dense = [{ dense: { units: 8 } }, 'relu'];

/** A config that holds a component somewhere. */
const config = ({ layers = ['classifier'], training = {}, transforms, mask }) => ({
  seed: 1,
  replicate: 0,
  stage: 'net',
  learn: { data: { name: 'images', plugin: 'fashionmnist' }, ...(transforms && { transforms }) },
  model: { layers },
  training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 8, steps: 1, ...training },
  ...(mask && { mask }),
});

/** Networks in which a layer may stand: some of them want another one before or behind. */
const networks = (layer) => [
  [layer],
  [layer, 'classifier'],
  [layer, 'relu', 'classifier'],
  ...[conv, dense].map((before) => [...before, layer, 'classifier']),
  ...conv.map((_, index) => [...conv.slice(0, index), layer, 'classifier']),
];

const withInitializer = (initializer) => [{ conv: { filters: 8, initializer } }, 'relu', 'classifier'];

/** Of each kind the configs that hold a component of it; one that runs is enough. */
const configsWith = {
  layer: (layer) => networks(layer).map((layers) => config({ layers })),
  family: (family) => {
    const component = knownComponents.find('family', nameOf(family));
    return [config({ layers: [...component.expand(component.options.parse(optionsOf(family))), 'classifier'] })];
  },
  optimizer: (optimizer) => [config({ training: { optimizer } })],
  schedule: (schedule) => [config({ training: { schedule } })],
  loss: (loss) => [config({ training: { loss } })],
  initializer: (initializer) => [config({ layers: withInitializer(initializer) })],
  transform: (transform) => [config({ transforms: [transform] })],
  method: (method) => [config({ training: { methods: [method] } })],
  mask: (mask) => [config({ mask })],
};

const runs = (kind, configured) => configsWith[kind](configured).some((each) => engineRuns(each) === null);

/** Options of an example as a config holds them. */
function optionsIn(component, example) {
  if (typeof example === 'string') return {};
  const [body] = Object.values(example);
  const byName = typeof body === 'object' && !Array.isArray(body) ? body : { [component.main]: body };
  const references = (component.references ?? []).map((key) => [key, { run: 'x' }]);
  const layers = (component.layerLists ?? []).map((key) => [key, byName[key].map(settledLayer)]);
  return { ...byName, ...Object.fromEntries([...references, ...layers]) };
}

/** `conv: 16` as a config holds it. */
function settledLayer(layer) {
  const component = knownComponents.find('layer', nameOf(layer));
  const options = optionsIn(component, layer);
  return Object.keys(options).length > 0 ? { [component.name]: options } : component.name;
}

/** Values of an option that are not its default. */
function otherValues(component, { name, usual }) {
  const part = component.parts?.[name];
  const values = part
    ? knownComponents.names(part)
    : [true, false, 2, 1, 0.5, 0.25, 8, 'valid', 'projection', ['test']];
  const type = component.options.shape[name];
  return values.filter((value) => type.safeParse(value).success && JSON.stringify(value) !== JSON.stringify(usual));
}

const required = (component, example) =>
  Object.fromEntries(
    Object.entries(optionsIn(component, example)).filter(([key]) => !component.options.shape[key]?.safeParse(undefined).success), // prettier-ignore
  );

/** Whether the engine runs a component, and which of its options it does not know yet. */
export function engineOn({ kind, name, example, options }) {
  const component = knownComponents.find(kind, name);
  const needed = required(component, example);
  const withOptions = (more) => {
    const all = { ...needed, ...more };
    return Object.keys(all).length > 0 ? { [name]: all } : name;
  };
  if (!runs(kind, withOptions({}))) return { runs: false, without: [] };
  const optional = options.filter((each) => !each.required);
  const without = optional.filter((each) => !otherValues(component, each).every((value) => runs(kind, withOptions({ [each.name]: value })))); // prettier-ignore
  return { runs: true, without: without.map((each) => each.name) };
}

/** A run of which everything was measured. */
const values = Object.fromEntries(Object.keys(recordedMetrics(10)).map((metric) => [metric, 90]));
const manifest = {
  metrics: recordedMetrics(10),
  data: { test: '', classes: ['one'] },
  measured: Object.fromEntries(['train', 'validation', 'test'].map((part) => [part, { values }])),
  curve: [],
  loss: { steps: 1 },
  outcome: { status: 'ok' },
};

/** Another run beside it, which predicted the same. */
const beside = { other: () => manifest, predicted: () => Uint16Array.of(0) };

/** Whether runs of the engine have a metric: of a part with the defaults of its options. */
export function measuredToday({ name, example, metric, options }) {
  const component = knownComponents.find('metric', name);
  const without = metric.of === 'part' ? options.map((each) => each.name) : [];
  if (metric.of === 'part') return { runs: component.matrix === true || Object.hasOwn(values, name), without };
  const [needed] = Object.values(example);
  return {
    runs: valueOf(manifest, { part: undefined, name, component, options: needed }, beside) !== undefined,
    without,
  };
}
