import { knownComponents, type Dataset, type Drawn, drawExamples, type InputConfig, inputShapeOf, outputsOf, type PlacedLayer, placeNetwork, type RunConfig, SeedStreams } from '@seedbed/core'; // prettier-ignore
import { type EngineConfig, engineConfigOf } from '../config/engine-config.js';
import { transformsOf } from '../transforms/at-work.js';
import type { Transforms } from '../transforms/transform.js';

/** What a config asks for, with its data: examples drawn, network laid out. */
export interface LaidOut {
  readonly config: RunConfig;
  readonly engine: EngineConfig;
  readonly dataset: Dataset;
  readonly streams: SeedStreams;
  readonly drawn: Drawn;
  readonly input: InputConfig;
  /** Of values, for each part of the run. */
  readonly transforms: Transforms;
  readonly layers: readonly PlacedLayer[];
}

/**
 * Draws the examples of a run and lays out its network.
 * @throws SeedbedError SB_ENGINE_COMPONENT for what the engine cannot run; SB_SPEC_SHAPE for layers that do not fit;
 * SB_DATA_CLASSES, SB_DATA_TOO_FEW.
 */
export function laidOut(config: RunConfig, dataset: Dataset): LaidOut {
  const engine = engineConfigOf(config);
  const { input } = engine;
  const streams = new SeedStreams(config.seed, config.replicate, config.streams);
  const drawn = drawExamples(config, dataset, streams);
  const transforms = transformsOf({ learn: config.learn, dataset, drawn, input, streams });
  const layers = placeNetwork(
    engine.layers,
    inputShapeOf(config, dataset),
    outputsOf(config, dataset),
    knownComponents,
  );
  return { config, engine, dataset, streams, drawn, input, transforms, layers };
}
