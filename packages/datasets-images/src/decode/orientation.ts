import { segmentsOf } from './segments.js';

const orientationTag = 0x0112;
const app1 = 0xe1;

/**
 * The orientation that an Exif block names: 1 is upright, 2 to 8 are turned or mirrored.
 * @param exif from its byte order mark on (Exif 3.0, 4.6.2: a TIFF header and a directory of 12 bytes an entry).
 */
export function orientationOf(exif: Uint8Array): number {
  if (exif.length < 8) return 1;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > exif.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let at = directory + 2; at < directory + 2 + 12 * entries && at + 12 <= exif.length; at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue;
    const named = view.getUint16(at + 8, little);
    return named >= 1 && named <= 8 ? named : 1;
  }
  return 1;
}

/** The orientation that a JPEG's first Exif block names; 1 where it has none. */
export function jpegOrientation(bytes: Uint8Array): number {
  for (const { marker, body, end } of segmentsOf(bytes)) {
    if (marker !== app1 || Buffer.from(bytes.subarray(body, body + 6)).toString('latin1') !== 'Exif\0\0') continue;
    return orientationOf(bytes.subarray(body + 6, end));
  }
  return 1;
}
