import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { predictedClasses } from '../metrics/predicted.js';
import type { Predicted } from '../results/beside.js';
import { predictionLines, predictionsPath } from './predictions.js';
import { RunStore } from './run-store.js';

/**
 * The classes that runs predicted of the test examples, as a store keeps their probabilities or a file of predictions
 * beside a file of results holds them. Nothing is read before somebody asks.
 * @throws SeedbedError SB_PREDICTIONS_DAMAGED with file and line, SB_FILE_UNREADABLE; when it is asked.
 */
export function predictedIn(place: string): Predicted {
  const store = new RunStore(place);
  return store.exists ? inStore(store) : inFile(predictionsPath(place));
}

function inStore(store: RunStore): Predicted {
  const known = new Map<string, Uint16Array | undefined>();
  return (manifest) => {
    const digest = manifest.measured?.test?.predictions;
    if (digest === undefined) return undefined;
    if (!known.has(digest)) known.set(digest, classesOf(manifest, store.readPredictions(digest)));
    return known.get(digest);
  };
}

/** Undefined where the probabilities are not there, or not as many as were measured. */
function classesOf({ data, measured }: Manifest, probabilities: Float32Array | null): Uint16Array | undefined {
  const classes = data.classes.length;
  if (probabilities?.length !== classes * (measured?.test?.examples ?? 0)) return undefined;
  return predictedClasses({ classes, probabilities });
}

function inFile(path: string): Predicted {
  let known: ReadonlyMap<string, Uint16Array> | undefined;
  return ({ measured }) => {
    known ??= read(path);
    const { predictions = '', examples } = measured?.test ?? {};
    const found = known.get(predictions);
    return found?.length === examples ? found : undefined;
  };
}

const read = (path: string): Map<string, Uint16Array> =>
  new Map(
    predictionLines(path).map(({ line, content }) => {
      if (typeof content !== 'string') return [content.predictions, content.predicted];
      throw new SeedbedError('SB_PREDICTIONS_DAMAGED', `${path}:${line}: ${content}`, {
        hint: 'restore the file from version control, or record the experiment again',
      });
    }),
  );
