/* Zip archives, written byte by byte, so that every field may lie. */
import { deflateRawSync } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32; Node has one of its own from version 22 on only. */
export const checksum = (bytes) => {
  let sum = -1;
  for (const byte of bytes) sum = table[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
};

const lies = (random, value) =>
  random.pick([0, 1, value + 1, value - 1, value * 2, 0xffff, 0x7fffffff, 0xffffffff]) >>> 0;

/**
 * @param entries name and content of each file; `lying` is the share of fields that are not true.
 * @param overlap all entries of the directory name the same bytes.
 */
export function zip(random, entries, { lying = 0, overlap = false } = {}) {
  const parts = [];
  const directory = [];
  let at = 0;
  const say = (value) => (random.chance(lying) ? lies(random, value) : value >>> 0);
  let body;
  let sum;
  for (const { name, content, mode = 0o100644, flags = 0x800, method = 8 } of entries) {
    if (!overlap || body === undefined) {
      body = method === 8 ? deflateRawSync(content, { level: 1 }) : content;
      sum = checksum(content);
    }
    const written = Buffer.from(name);
    const common = (buffer, from) => {
      buffer.writeUInt16LE(20, from);
      buffer.writeUInt16LE(random.chance(lying) ? random.below(65536) : flags, from + 2);
      buffer.writeUInt16LE(random.chance(lying) ? random.pick([0, 8, 9, 12, 99]) : method, from + 4);
      buffer.writeUInt32LE(say(sum), from + 10);
      buffer.writeUInt32LE(say(body.length), from + 14);
      buffer.writeUInt32LE(say(content.length), from + 18);
      buffer.writeUInt16LE(say(written.length) & 0xffff, from + 22);
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    common(local, 4);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    common(central, 6);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(say(overlap ? 0 : at), 42);
    directory.push(central, written);
    if (overlap && parts.length > 0) continue;
    parts.push(local, written, body);
    at += 30 + written.length + body.length;
  }
  const end = Buffer.alloc(22);
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(say(entries.length) & 0xffff, 8);
  end.writeUInt16LE(say(entries.length) & 0xffff, 10);
  end.writeUInt32LE(say(length), 12);
  end.writeUInt32LE(say(at), 16);
  return Buffer.concat([...parts, ...directory, end]);
}
