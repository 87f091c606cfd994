/**
 * The text of a list: UTF-8, or UTF-16 as spreadsheets on Windows write it, without the byte order mark. Letters with
 * marks are composed (NFC), as names of files are.
 */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).normalize('NFC');
}

/** By the byte order mark; without one by the zeros that UTF-16 has beside the first letter of a list. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && second !== undefined) return 'utf-16be';
  return 'utf-8';
}
