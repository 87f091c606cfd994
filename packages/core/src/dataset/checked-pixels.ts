import type { Dataset, Part } from './contract.js';
import type { DatasetFacts } from './answer.js';
import { imageBytes, partOrder } from './packed-format.js';
import { failedCall, shown, wrongAnswer } from './plugin-errors.js';

type ReadImage = Dataset['readImage'];

/** Two values of which no byte can be both: what is left of both was not written. */
const marks = [0xa5, 0x5a] as const;
/** Bytes before and behind an image that is tried. */
const margin = 64;
/** Images that are tried when a set is opened. */
const tried = 16;

/**
 * A plugin's `readImage`, with every call checked: that image and place are there (RangeError), that it is no promise,
 * that pixels were written, and nothing but them. An image that it leaves alone would be the one read before.
 * @throws SeedbedError SB_DATASET_ANSWER, SB_DATASET_FAILED.
 */
export function checkedRead(name: string, facts: DatasetFacts, read: ReadImage): ReadImage {
  const { counts, image } = facts;
  const size = imageBytes(image);
  const corners = [...new Set([0, Math.floor(size / 3), Math.floor((2 * size) / 3), size - 1])];
  const call = callOf(name, read);
  return (part, classIndex, item, target, offset) => {
    const images = counts[part]?.[classIndex];
    if (images === undefined) throw new RangeError(`there is no class ${classIndex} in ${part}`);
    if (!Number.isInteger(item) || item < 0 || item >= images) {
      throw new RangeError(`there is no item ${item} in class ${classIndex} of ${part}, which has ${images}`);
    }
    if (!Number.isInteger(offset) || offset < 0 || offset + size > target.length) {
      throw new RangeError(`an image of ${size} bytes does not fit into ${target.length} bytes at ${offset}`);
    }
    // A view of the image alone: what lies beside it is out of reach.
    const alone = offset === 0 && target.length === size ? target : target.subarray(offset, offset + size);
    const untouched = (mark: number) => {
      for (const at of corners) alone[at] = mark;
      call(part, classIndex, item, alone, 0);
      return corners.filter((at) => alone[at] === mark);
    };
    const left = untouched(marks[0]);
    if (left.length === 0) return;
    const again = untouched(marks[1]);
    const unwritten = left.find((at) => again.includes(at));
    if (unwritten !== undefined) throw notWritten(name, part, classIndex, item, unwritten);
  };
}

/** The call itself: synchronous, and with the plugin's name in what goes wrong. */
function callOf(name: string, read: ReadImage): ReadImage {
  return (part, classIndex, item, target, offset) => {
    let answer: unknown;
    try {
      answer = read(part, classIndex, item, target, offset);
    } catch (error) {
      throw failedCall(name, `readImage() of item ${item} in class ${classIndex} of ${part}`, error);
    }
    if (answer === undefined) return;
    if (typeof (answer as Partial<Promise<unknown>> | null)?.then !== 'function') return;
    void (answer as Promise<unknown>).then(undefined, () => undefined);
    throw wrongAnswer(name, 'readImage() answered a promise; the pixels must be written before it returns');
  };
}

const notWritten = (name: string, part: Part, classIndex: number, item: number, at: number) =>
  wrongAnswer(
    name,
    `readImage() of item ${item} in class ${classIndex} of ${part} did not write byte ${at} of the image`,
  );

/**
 * Reads a few images twice, over two backgrounds and with room around them: each byte of an image is written, the same
 * both times, and no other byte is.
 * @throws SeedbedError SB_DATASET_ANSWER, SB_DATASET_FAILED.
 */
export function tryPixels(name: string, facts: DatasetFacts, read: ReadImage): void {
  const size = imageBytes(facts.image);
  const call = callOf(name, read);
  for (const { part, classIndex, item } of imagesToTry(facts)) {
    const [one, other] = marks.map((mark) => {
      const target = new Uint8Array(size + 2 * margin).fill(mark);
      call(part, classIndex, item, target, margin);
      const beside = target.findIndex((value, at) => (at < margin || at >= margin + size) && value !== mark);
      if (beside >= 0) {
        const what = `readImage() of item ${item} in class ${classIndex} of ${part} wrote outside of the image`;
        throw wrongAnswer(name, `${what}, ${beside < margin ? 'before' : 'behind'} it: is the offset used?`);
      }
      return target.subarray(margin, margin + size);
    }) as [Uint8Array, Uint8Array];
    const at = one.findIndex((value, index) => value !== other[index]);
    if (at < 0) continue;
    if (one[at] === marks[0] && other[at] === marks[1]) throw notWritten(name, part, classIndex, item, at);
    const values = `${shown(one[at])} and then ${shown(other[at])}`;
    throw wrongAnswer(name, `item ${item} in class ${classIndex} of ${part} has other pixels when it is read again: byte ${at} is ${values}`); // prettier-ignore
  }
}

/** The first and the last image of classes from all over the set. */
function imagesToTry({ counts }: DatasetFacts): { part: Part; classIndex: number; item: number }[] {
  return partOrder.flatMap((part) => {
    const used = [...counts[part].keys()].filter((index) => counts[part][index]! > 0);
    const step = Math.max(1, Math.floor(used.length / (tried / 4)));
    const chosen = used.filter((_, place) => place % step === 0 || place === used.length - 1);
    return chosen.flatMap((classIndex) =>
      [...new Set([0, counts[part][classIndex]! - 1])].map((item) => ({ part, classIndex, item })),
    );
  });
}
