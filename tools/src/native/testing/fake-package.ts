import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tfjsPackages } from '../package';

// A binding that needs what the real one needs: N-API, a header from the wheel, a symbol from its library.
const bindingSource = `
#include <node_api.h>
#include "tensorflow/c/c_api.h"
static napi_value Init(napi_env env, napi_value exports) {
  napi_value version;
  napi_create_string_utf8(env, TF_Version(), NAPI_AUTO_LENGTH, &version);
  napi_set_named_property(env, exports, "TF_Version", version);
  return exports;
}
NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
`;

const index = `
const binding = require('../lib/napi-v8/tfjs_binding.node');
exports.version = { 'tfjs-node': '4.22.0' };
exports.backend = () => ({ binding });
exports.tensor2d = exports.tensor1d = (values) => values;
exports.matMul = () => ({ dataSync: () => [7, 10, 15, 22] });
exports.topk = () => ({ indices: { dataSync: () => [1] } });
`;

/** A workspace whose tfjs-node packages are a few lines, but are compiled, linked and loaded like the real ones. */
export function fakeWorkspace(root: string): string {
  for (const name of Object.values(tfjsPackages)) fakePackage(root, join(root, 'node_modules', name));
  return root;
}

function fakePackage(root: string, folder: string): void {
  const files = {
    [join(root, 'packages', 'engine', 'package.json')]: '{}',
    [join(folder, 'package.json')]: JSON.stringify({ version: '4.22.0', main: 'dist/index.js' }),
    [join(folder, 'binding.gyp')]: "{ 'targets': [{ 'sources' : [\n 'binding/fake.cc'\n] }] }",
    [join(folder, 'binding', 'fake.cc')]: bindingSource,
    [join(folder, 'dist', 'index.js')]: index,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}
