import { checkAnswer, type DatasetFacts } from './answer.js';
import { checkedRead, tryPixels } from './checked-pixels.js';
import type { Dataset, DatasetPlugin } from './contract.js';
import { recomputeFingerprint } from './each-image.js';
import { failedCall, wrongAnswer } from './plugin-errors.js';
import { isVerified } from './verified.js';

/**
 * A plugin whose answers are checked where they enter: what `open` says of the set, pixels of some images at once, and
 * every call of `readImage`. The fingerprint of a set that was not read by core's own reader is computed again from all
 * pixels. What the checked set says is a copy that does not change.
 */
export function checkedPlugin(plugin: DatasetPlugin): DatasetPlugin {
  const { contract, name, version, about, options } = plugin;
  return { contract, name, version, about, options, open: (given, context) => open(plugin, name, given, context) };
}

async function open(
  plugin: DatasetPlugin,
  name: string,
  ...given: Parameters<DatasetPlugin['open']>
): Promise<Dataset> {
  let answer: Dataset;
  try {
    answer = await plugin.open(...given);
  } catch (error) {
    throw failedCall(name, 'open()', error);
  }
  try {
    return check(name, answer, given[1].identityOnly ?? false);
  } catch (error) {
    closeQuietly(answer);
    throw failedCall(name, 'what open() answered', error);
  }
}

/** @param identityOnly no image will be read, so none is tried. */
function check(name: string, answer: Dataset, identityOnly: boolean): Dataset {
  const facts = checkAnswer(name, answer);
  if (differs(facts, checkAnswer(name, answer))) {
    throw wrongAnswer(name, 'it says other things of itself when it is asked again');
  }
  const { readImage } = answer;
  const read: Dataset['readImage'] = (part, classIndex, item, target, offset) =>
    readImage.call(answer, part, classIndex, item, target, offset);
  if (!identityOnly) tryPixels(name, facts, read);
  const checked: Dataset = {
    ...facts,
    readImage: checkedRead(name, facts, read),
    close() {
      try {
        answer.close();
      } catch (error) {
        throw failedCall(name, 'close()', error);
      }
    },
  };
  if (!identityOnly && !isVerified(answer)) {
    const fingerprint = recomputeFingerprint(checked);
    if (fingerprint !== facts.fingerprint) {
      throw wrongAnswer(name, `its fingerprint is ${facts.fingerprint}, but that of its pixels is ${fingerprint}`);
    }
  }
  return Object.freeze(checked);
}

const differs = (one: DatasetFacts, other: DatasetFacts) => JSON.stringify(one) !== JSON.stringify(other);

/** The set is refused: that it cannot be closed either changes nothing. */
function closeQuietly(answer: unknown): void {
  try {
    (answer as Partial<Dataset> | null | undefined)?.close?.();
  } catch {
    // What was wrong first is what is said.
  }
}
