import { type Files, makeJpeg } from '@seedbed/datasets-images/testing';

const ids = ['n03', 'n01', 'n02'];
const training = 5;
const validation = 2;

/** A set in the official layout: three classes of five training and two validation images, one of them grey. */
export async function smallSet(): Promise<Files> {
  const files: Record<string, Uint8Array | string> = {
    'wnids.txt': `${ids.join('\n')}\n`,
    'words.txt':
      'n00\tentity\nn01\ttarantula\nn02\tEuropean fire salamander, Salamandra salamandra\nn03\twhistle\nn09\tnothing to see\n',
  };
  const annotations: string[] = [];
  let number = 0;
  for (const [index, id] of ids.entries()) {
    const boxes: string[] = [];
    for (let item = 0; item < training; item++) {
      const name = `${id}_${item}.JPEG`;
      files[`train/${id}/images/${name}`] = await makeJpeg({ width: 64, height: 64, number: number++, grey: item + index === 0 }); // prettier-ignore
      boxes.push(`${name}\t0\t0\t63\t63`);
    }
    files[`train/${id}/${id}_boxes.txt`] = `${boxes.join('\n')}\n`;
    for (let item = 0; item < validation; item++) {
      const name = `val_${item * ids.length + index}.JPEG`;
      files[`val/images/${name}`] = await makeJpeg({ width: 64, height: 64, number: number++ });
      annotations.push(`${name}\t${id}\t0\t0\t63\t63`);
    }
  }
  files['val/val_annotations.txt'] = `${annotations.join('\n')}\n`;
  return files;
}
