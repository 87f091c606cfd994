/** A number of seven bits a byte, and where it ends; undefined where it has more bytes than 32 bits need. */
export function numberAt(view: DataView, start: number): { readonly number: number; readonly end: number } | undefined {
  let number = 0;
  for (let at = start; at < Math.min(start + 5, view.byteLength); at++) {
    const byte = view.getUint8(at);
    number |= (byte & 0x7f) << (7 * (at - start));
    if (byte < 0x80) return { number, end: at + 1 };
  }
  return undefined;
}

/**
 * Whether runs (a value again and again, or values of `width` bits each) are of so many values and lie in the bytes. A run
 * that says more would get memory for all that it says.
 */
export function runsFit(view: DataView, start: number, width: number, values: number): boolean {
  if (width > 32) return false;
  let at = start;
  let seen = 0;
  while (seen < values) {
    const head = numberAt(view, at);
    if (!head) return false;
    const count = head.number >>> 1;
    const isPacked = (head.number & 1) === 1;
    // Eight values at a time are packed: the last ones may be none.
    if (isPacked ? width === 0 && 8 * count > values - seen + 7 : count > values - seen) return false;
    seen += isPacked ? 8 * count : count;
    at = head.end + (isPacked ? count * width : (width + 7) >> 3);
    if (at > view.byteLength) return false;
  }
  return true;
}
