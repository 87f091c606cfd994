import { createRequire } from 'node:module';
import { expect, it, vi } from 'vitest';
import type * as Packages from '../backends/tfjs-node.js';
import { savedModel } from './saved-model.js';

const cards = '@tensorflow/tfjs-node-gpu';

vi.mock('../backends/tfjs-node.js', async (original) => {
  const real = await original<typeof Packages>();
  return { ...real, folderOf: (name: Packages.NodePackage) => (name === cards ? real.folderOf(name) : null) };
});

it('takes the protocol buffers of the package for GPUs where that is the only one', () => {
  const attributes = { dtype: { type: 1 }, shape: { shape: null } };
  const bytes = savedModel([{ name: 'rows', op: 'Placeholder', inputs: [], attributes }]);
  const { SavedModel } = createRequire(import.meta.url)(`${cards}/dist/proto/api_pb.js`) as {
    SavedModel: { deserializeBinary(bytes: Uint8Array): { toObject(): unknown } };
  };
  expect(SavedModel.deserializeBinary(bytes).toObject()).toMatchObject({
    metaGraphsList: [
      { metaInfoDef: { tagsList: ['serve'] }, graphDef: { nodeList: [{ name: 'rows', op: 'Placeholder' }] } },
    ],
  });
});
