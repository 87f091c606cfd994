/* Tar archives whose headers say what no archiver writes. */

const field = (text, length) => Buffer.from(text, 'latin1').subarray(0, length);
const octal = (value, length) =>
  field(
    `${Math.max(0, Math.floor(value))
      .toString(8)
      .padStart(length - 1, '0')}\0`,
    length,
  );

/** A header whose checksum is right. @param size as a number, or as the bytes of its field. */
export function header({ name, size = 0, type = '0', link = '', prefix = '', magic = 'ustar\x0000' }) {
  const block = Buffer.alloc(512);
  field(name, 100).copy(block, 0);
  octal(0o644, 8).copy(block, 100);
  octal(0, 8).copy(block, 108);
  octal(0, 8).copy(block, 116);
  (typeof size === 'number' ? octal(size, 12) : size).copy(block, 124);
  octal(0, 12).copy(block, 136);
  block.fill(' ', 148, 156);
  field(type, 1).copy(block, 156);
  field(link, 100).copy(block, 157);
  field(magic, 8).copy(block, 257);
  field(prefix, 155).copy(block, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  field(`${sum.toString(8).padStart(6, '0')}\0 `, 8).copy(block, 148);
  return block;
}

export const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);

const pax = (key, value) => {
  const rest = ` ${key}=${value}\n`;
  return `${rest.length + String(rest.length + 2).length}${rest}`;
};

const sizes = (random) =>
  random.pick([0, 1, 511, 512, 513, 2 ** 33 - 1, Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff]), Buffer.alloc(12, 0xff), Buffer.from('not a number')]); // prettier-ignore

/** An entry: plain, or with a name, a kind, a size or an extended header that lies. */
export function entry(random, names, content) {
  const name = random.pick(names);
  const body = padded(content);
  const extended = (records) => {
    const text = Buffer.from(records, 'latin1');
    return Buffer.concat([header({ name: 'pax', type: random.pick(['x', 'g']), size: random.chance(0.8) ? text.length : sizes(random) }), padded(text)]); // prettier-ignore
  };
  return random.choose([
    [4, () => [header({ name, size: content.length }), body]],
    [2, () => [header({ name, size: sizes(random) }), body]],
    [2, () => [header({ name, type: random.pick([...'123456789LKgxSDMNVX\0 ~']), link: random.pick(names), size: random.chance(0.5) ? 0 : content.length }), body]], // prettier-ignore
    [2, () => [extended(random.pick([pax('path', name), pax('size', random.pick(['0', '-1', '1e9', '99999999999', 'x'])), pax('linkpath', name), pax('__proto__', 'x'), pax('type', 'symlink'), '99999999999 path=x\n', '0 \n', '-5 x=y\n', 'x'.repeat(random.skewed(9000))])), header({ name: 'a.jpg', size: content.length }), body]], // prettier-ignore
    [1, () => [header({ name: '././@LongLink', type: random.pick(['L', 'K']), size: name.length + 1 }), padded(Buffer.from(`${name}\0`)), header({ name: 'short', size: content.length }), body]], // prettier-ignore
    [1, () => [header({ name, prefix: random.pick(names), magic: random.pick(['ustar\x0000', 'ustar  \0', 'xxxxx']), size: content.length }), body]], // prettier-ignore
  ]);
}

/** An extended header that is nothing but length: an archiver's reader keeps it in memory. */
export const longHeader = (megabytes, type) => [header({ name: 'pax', type, size: megabytes * 2 ** 20 }), Buffer.alloc(megabytes * 2 ** 20, 0x20)]; // prettier-ignore
