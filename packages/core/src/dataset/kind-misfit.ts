import { type Component, type Configured, nameOf, versionedName } from '../components/component.js';
import { knownComponents } from '../components/registry.js';
import type { RunConfig } from '../plan/run-config.js';
import { inputWords, targetWords } from './input-words.js';
import { imageOf, type NetworkData } from './network-data.js';

/** What a run's components take that its data are not; sentences without a full stop. */
export interface KindMisfit {
  /** The field of the config that names the component. */
  readonly field: 'learn' | 'methods' | 'layers';
  readonly message: string;
  readonly hint: string;
}

/** The first component that wants pictures, rows, classes or numbers to predict where the data have others. */
export function kindMisfit(
  { learn, model, training }: Pick<RunConfig, 'learn' | 'model' | 'training'>,
  data: NetworkData,
): KindMisfit | undefined {
  const changing = [
    ...(learn.transforms ?? []).map((each) => ['learn', 'transform', each] as const),
    ...(training?.methods ?? []).map((each) => ['methods', 'method', each] as const),
  ];
  for (const [field, kind, component] of changing) {
    const misfit = misfitOf(known(kind, component), data);
    if (misfit !== undefined) return { field, message: `${nameOf(component)} ${misfit}`, hint: `leave ${nameOf(component)} out` }; // prettier-ignore
  }
  return outputMisfit(model, data) ?? amountMisfit(learn, data);
}

function amountMisfit(learn: RunConfig['learn'], data: NetworkData): KindMisfit | undefined {
  const amounts = [learn, learn.data.test, learn.data.validation];
  if (data.targets === 'class' || amounts.every((amount) => amount?.perClass === undefined)) return undefined;
  return { field: 'learn', message: `perClass is a number of each class, but the data have ${targetWords(data)}`, hint: 'ask for examples: n, or for a share' }; // prettier-ignore
}

function misfitOf(component: Component | undefined, data: NetworkData): string | undefined {
  switch (component?.needs) {
    case 'images':
      return imageOf(data) ? undefined : `changes images, but the data are ${inputWords(data)}`;
    case 'rows':
      return data.inputs.shape.length === 1 ? undefined : `adds columns to rows, but the data are ${inputWords(data)}`;
    case 'classes':
      return data.targets === 'class' ? undefined : `is about classes, but the data have ${targetWords(data)}`;
    default:
      return undefined;
  }
}

function outputMisfit({ layers }: RunConfig['model'], data: NetworkData): KindMisfit | undefined {
  const last = layers.at(-1) as Configured;
  const predicts = known('layer', last)?.predicts;
  const has = data.targets === 'class' ? 'classes' : data.targets === 'none' ? undefined : 'numbers';
  if (predicts === undefined || predicts === has) return undefined;
  const does = predicts === 'classes' ? 'tells classes apart' : 'predicts numbers';
  const hints = { classes: 'end with classifier', numbers: 'end with regressor, and a loss of numbers such as squaredError' }; // prettier-ignore
  const hint = has ? hints[has] : 'name what is to be predicted in the options of the data set';
  return { field: 'layers', message: `${nameOf(last)} ${does}, but the data have ${targetWords(data)}`, hint };
}

function known(kind: Component['kind'], component: Configured): Component | undefined {
  const { name, version } = versionedName(component);
  return knownComponents.find(kind, name, version);
}
