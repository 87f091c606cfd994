import { readHeader } from './headers.js';
import { decode as decodeJpeg } from './jpeg.js';
import { isReadable, kindOf } from './kind.js';
import { layOnWhite } from './on-white.js';
import { photonPixels } from './photon.js';
import { checkSize, type Picture, Undecodable } from './picture.js';
import { webpPixels } from './webp.js';

/**
 * Decodes a picture of any kind that is read; the file's content says which, never its name. Transparent pixels are laid
 * on white, orientation tags are ignored, and of an animation the first frame is taken.
 * @throws Undecodable for other kinds, and for what is cut short, damaged or too large.
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  if (bytes.length === 0) throw new Undecodable('the file is empty');
  const kind = kindOf(bytes);
  if (kind === undefined || kind === 'HTML') throw new Undecodable(`it is ${kind ? 'an HTML page' : 'no picture'}`);
  if (!isReadable(kind)) throw new Undecodable(`it is a file of kind ${kind}`, kind);
  if (kind === 'JPEG') return decodeJpeg(bytes);
  const { remarks, ...size } = readHeader(kind, bytes);
  checkSize(size, remarks.includes('deep'));
  if (size.width * size.height === 0) throw new Undecodable(`it has ${size.width} x ${size.height} pixels`);
  const pixels = kind === 'WebP' ? await webpPixels(bytes) : photonPixels(kind, bytes);
  if (pixels.length !== size.width * size.height * 4)
    throw new Undecodable('its header names another size than it has');
  return { ...size, pixels, remarks: layOnWhite(pixels) ? [...remarks, 'transparent'] : remarks };
}
