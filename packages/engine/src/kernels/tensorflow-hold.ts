import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Hold } from '../data/held.js';
import type { NodeBackend } from '../graph/node-backend.js';

/**
 * Images as bytes on a card. TensorFlow.js has no tensors of bytes, so four lie in the place of a float32, whose bits
 * nothing but copies and casts of bits touch. (An int32 would be kept on the host.)
 */
export function tensorflowHold(backend: NodeBackend): Hold {
  const type = (name: string, value: string) => ({ name, type: backend.binding['TF_ATTR_TYPE'], value: backend.binding[value] }); // prettier-ignore
  const bitcast = [type('T', 'TF_FLOAT'), type('type', 'TF_UINT8')];
  const cast = [type('SrcT', 'TF_UINT8'), type('DstT', 'TF_FLOAT'), { name: 'Truncate', type: backend.binding['TF_ATTR_BOOL'], value: false }]; // prettier-ignore
  return {
    most: 4 * 2 ** 30,
    bytesPerPixel: 1,
    pixels(values, width) {
      const [rows, words] = [values.length / width, Math.ceil(width / 4)];
      const whole = width % 4 === 0 ? values : padded(values, width, words * 4);
      return tf.tensor2d(new Float32Array(whole.buffer, whole.byteOffset, rows * words), [rows, words]);
    },
    values: (rows) =>
      tf.tidy(() => {
        const [count, words] = rows.shape;
        const bytes = backend.executeSingleOutput('Bitcast', bitcast, [rows]);
        const values: Tensor = backend.executeSingleOutput('Cast', cast, [bytes]);
        return tf.reshape(values, [count, words * 4]) as Tensor2D;
      }),
  };
}

/** Rows that are longer, with zeros at their ends. */
function padded(values: Uint8Array, width: number, longer: number): Uint8Array {
  const rows = values.length / width;
  const result = new Uint8Array(rows * longer);
  for (let row = 0; row < rows; row++) result.set(values.subarray(row * width, (row + 1) * width), row * longer);
  return result;
}
