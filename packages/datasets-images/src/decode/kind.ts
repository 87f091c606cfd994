/** Kinds of pictures that are decoded. */
export const readableKinds = ['JPEG', 'PNG', 'WebP', 'BMP', 'GIF'] as const;
export type ReadableKind = (typeof readableKinds)[number];

/** Extensions of pictures: of the kinds that are decoded, and of those that are refused by name. */
const readable = /\.(jpe?g|jpe|jfif|a?png|webp|bmp|dib|gif)$/i;
const refused = /\.(tiff?|hei[cf]|avif|jxl|jp2|j2k|jpf|svgz?|pdf|psd|ico|tga|p[bgp]m|pnm|qoi|exr|hdr|cr[23]|nef|arw|dng|raf|orf|rw2)$/i; // prettier-ignore

/**
 * Whether a file is one of a set's pictures, by its name. Those of a kind that cannot be decoded are: it is better to
 * refuse them by name than to leave them out without a word.
 */
export const isPicture = (name: string): boolean =>
  (readable.test(name) || refused.test(name)) && !/(^|\/)\._/.test(name);

const at = (offset: number, text: string) => (head: string) => head.startsWith(text, offset);
const brand = (pattern: RegExp) => (head: string) => head.startsWith('ftyp', 4) && pattern.test(head.slice(8, 64));

/** What files of each kind begin with; the first that fits decides. */
const signatures: readonly (readonly [string, (head: string) => boolean])[] = [
  ['JPEG', at(0, '\xff\xd8')],
  ['PNG', at(0, '\x89PNG\r\n\x1a\n')],
  ['GIF', (head) => /^GIF8[79]a/.test(head)],
  ['WebP', (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8)],
  ['BMP', at(0, 'BM')],
  ['TIFF', (head) => /^(II[*+]\0|MM\0[*+])/.test(head)],
  ['AVIF', brand(/avi[fs]/)],
  ['HEIC', brand(/hei[cfxms]|hev[cx]|mif1|msf1/)],
  ['Canon raw', brand(/^crx /)],
  ['JPEG XL', (head) => head.startsWith('\xff\x0a') || head.startsWith('\0\0\0\x0cJXL ')],
  ['JPEG 2000', (head) => head.startsWith('\0\0\0\x0cjP  ') || head.startsWith('\xff\x4f\xff\x51')],
  ['PDF', at(0, '%PDF-')],
  ['Photoshop', at(0, '8BPS')],
  ['ICO', at(0, '\0\0\x01\0')],
  ['Netpbm', (head) => /^P[1-7]\s/.test(head)],
  ['OpenEXR', at(0, 'v/1\x01')],
  ['QOI', at(0, 'qoif')],
  ['SVG', (head) => /^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg)/i.test(head) && /<svg[\s>]/i.test(head)],
  ['HTML', (head) => /^(\xef\xbb\xbf)?\s*<(!doctype html|html)/i.test(head)],
];

/** What a file is by its first bytes, whatever its name says; undefined for what begins as no known kind does. */
export function kindOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  return signatures.find(([, begins]) => begins(head))?.[0];
}

/**
 * Whether what begins so is a picture, of a kind that is decoded or of one that is refused by name. Text, and what only two
 * letters show, is none.
 */
export function isPictureByContent(bytes: Uint8Array): boolean {
  const kind = kindOf(bytes);
  // The size of a BMP's second header, which no text has.
  if (kind === 'BMP') return bytes.length > 18 && bytes[15] === 0 && bytes[16] === 0 && bytes[17] === 0;
  return kind !== undefined && !documents.has(kind);
}

/** Kinds that a folder without pictures may well hold. */
const documents: ReadonlySet<string> = new Set(['HTML', 'PDF', 'SVG', 'Netpbm', 'ICO']);

export const isReadable = (kind: string | undefined): kind is ReadableKind =>
  (readableKinds as readonly (string | undefined)[]).includes(kind);
