// Makes this machine look as if native TensorFlow had never been provisioned.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const existsSync = fs.existsSync;
fs.existsSync = (path) => !String(path).endsWith('tfjs_binding.node') && existsSync(path);
syncBuiltinESMExports();
