/* What is done to inputs that were whole: to bytes, to texts, and to values that JSON can hold. */

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

const splice = (bytes, at, cut, put) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);

function once(bytes, random, { corpus, words }) {
  const at = random.below(bytes.length + 1);
  const length = random.skewed(64);
  return random.choose([
    [4, () => flipped(bytes, random)],
    [2, () => bytes.subarray(0, at)],
    [2, () => splice(bytes, at, length, Buffer.alloc(0))],
    [2, () => splice(bytes, at, 0, bytes.subarray(at, at + random.skewed(256)))],
    [2, () => splice(bytes, at, random.pick([0, length]), random.bytes(length))],
    [3, () => interesting(bytes, random)],
    [2, () => spliced(bytes, random.pick(corpus), random)],
    [words.length > 0 ? 4 : 0, () => splice(bytes, at, random.below(8), Buffer.from(random.pick(words)))],
  ]);
}

function flipped(bytes, random) {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[random.below(copy.length)] ^= 1 << random.below(8);
  return copy;
}

function interesting(bytes, random) {
  const width = random.pick([1, 2, 4]);
  if (bytes.length < width) return bytes;
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length - width + 1);
  const value = random.pick(numbers) % 2 ** (8 * width);
  if (random.chance(0.5)) copy.writeUIntBE(value, at, width);
  else copy.writeUIntLE(value, at, width);
  return copy;
}

const spliced = (bytes, other, random) =>
  Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1))]);

/** One to a few changes of one of the corpus. @param words of the format, put in where they may hurt. */
export function mutated(random, corpus, words = []) {
  let bytes = random.pick(corpus);
  for (let changes = 1 + random.skewed(6); changes > 0; changes--) bytes = once(bytes, random, { corpus, words });
  return bytes;
}

/** Keys that mean something to JavaScript. */
export const prototypeKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then', 'toJSON']; // prettier-ignore

/** Values where others are expected. */
const oddValues = [
  ...[null, true, false, '', [], {}, -1, 0, 1, 2, 0.5, -0.001, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 2 ** 53 - 1],
  ...[1e21, 'NaN', 'a\0b', '\ud800', '\u202e', '../../..', '/etc/passwd', 'x'.repeat(3000), [[]], [null], [0, 0], {}],
  ...prototypeKeys,
];

/** A value with one to a few of its parts changed, removed, doubled, or put elsewhere. @param values more odd ones. */
export function distorted(random, value, values = []) {
  const copy = structuredClone(value);
  for (let changes = 1 + random.skewed(5); changes > 0; changes--) distort(copy, random, [...oddValues, ...values]);
  return copy;
}

function distort(root, random, values) {
  let parent = root;
  for (;;) {
    const keys = Object.keys(parent);
    if (keys.length === 0) break;
    const key = random.pick(keys);
    const child = parent[key];
    if (typeof child !== 'object' || child === null || random.chance(0.15)) return change(parent, key, random, values);
    parent = child;
  }
  change(parent, '0', random, values);
}

function change(parent, key, random, values) {
  random.choose([
    [4, () => put(parent, key, structuredClone(random.pick(values)))],
    [2, () => (Array.isArray(parent) ? removeAt(parent, Number(key)) : delete parent[key])],
    [1, () => put(parent, random.pick(prototypeKeys), parent[key])],
    [1, () => put(parent, random.pick(Object.keys(parent).concat('x')), structuredClone(parent[key]))],
    [1, () => put(parent, key, [structuredClone(parent[key])])],
    [1, () => put(parent, key, typeof parent[key] === 'number' ? parent[key] * random.pick([-1, 10, 1e6, 0.1]) : 7)],
  ]);
}

/** Not splice, which asks the constructor: that may be a member by now. */
function removeAt(list, index) {
  Array.prototype.copyWithin.call(list, index, index + 1);
  if (index < list.length) list.length--;
}

/** Also `__proto__` becomes a member like any other. */
const put = (parent, key, value) =>
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
