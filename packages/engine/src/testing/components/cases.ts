import { type Component, type Configured, knownComponents, optionsOf, placeNetwork, type RunConfig, SeedbedError, type Shape } from '@seedbed/core'; // prettier-ignore
import type { RunRequest } from '../../training/run.js';
import { requestOf } from '../configs.js';

/** Shapes of images, of tokens and of rows, with layers that make the second and third of the images of the tests. */
const sites: readonly { readonly input: Shape; readonly before: readonly Configured[] }[] = [
  { input: [5, 6, 4], before: [{ conv: { filters: 4 } }] },
  { input: [4, 6], before: [{ patchEmbedding: { patch: 2, units: 6 } }] },
  { input: [6], before: [{ dense: { units: 6 } }] },
];

/** Whether layers can take examples of a shape. */
function fits(layers: readonly Configured[], input: Shape): boolean {
  try {
    return placeNetwork(layers, input, 3, knownComponents).length > 0;
  } catch (error) {
    if (error instanceof SeedbedError && error.code === 'SB_SPEC_SHAPE') return false;
    throw error;
  }
}

/** Shapes that a layer can take. */
export const shapesFor = (layer: Configured): Shape[] => sites.filter(({ input }) => fits([layer], input)).map(({ input }) => input); // prettier-ignore

/** A run without the component that is tried. */
export const plainRun = (): RunRequest => requestOf({ training: { steps: 8 }, evaluations: 2 });

/** The run that references lead to. */
export const upstreamRun = (): RunRequest => requestOf({ stage: 'before', training: { steps: 4 }, evaluations: 1 });

/** A run with a component, and the same without it. @throws Error for a layer that fits nowhere. */
export function runsWith(component: Component, configured: Configured): { with: RunRequest; without: RunRequest } {
  const plain = plainRun();
  const change = (changes: Partial<RunConfig>): RunRequest => ({ ...plain, config: { ...plain.config, ...changes } });
  const training = (changes: object) => change({ training: { ...plain.config.training, ...changes } as RunConfig['training'] }); // prettier-ignore
  const layers = (...all: readonly Configured[]) => change({ model: { ...plain.config.model, layers: all } });
  switch (component.kind) {
    case 'method':
      return { with: training({ methods: [configured] }), without: plain };
    case 'optimizer':
    case 'schedule':
    case 'loss':
      return { with: training({ [component.kind]: configured }), without: plain };
    case 'mask':
      return { with: change({ mask: configured }), without: plain };
    case 'transform':
      return { with: change({ learn: { ...plain.config.learn, transforms: [configured] } }), without: plain };
    case 'initializer': {
      const first = { conv: { filters: 4, initializer: configured } };
      return { with: layers(first, 'relu', 'classifier'), without: layers({ conv: { filters: 4 } }, 'relu', 'classifier') }; // prettier-ignore
    }
    case 'family':
      return { with: layers(...expanded(component, configured), 'classifier'), without: layers('classifier') };
    default: {
      const site = sites.find(({ input }) => fits([configured], input));
      if (!site)
        throw new Error(`${component.name} fits none of the shapes that are tried: give it other options in the setup`);
      const end: Configured[] = component.output ? [] : ['relu', 'classifier'];
      return {
        with: layers(...site.before, configured, ...end),
        without: layers(...site.before, 'relu', 'classifier'),
      };
    }
  }
}

function expanded({ name, expand, options }: Component, configured: Configured): readonly Configured[] {
  const layers = expand?.(options.parse(optionsOf(configured)) as Record<string, unknown>);
  if (!layers || layers.length === 0) throw new Error(`${name} expands to no layer`);
  return layers;
}
