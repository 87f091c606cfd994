/* A file system without hard links, as FAT and many network shares are. */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const refused = () => Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM', syscall: 'link' }); // prettier-ignore
fs.linkSync = () => {
  throw refused();
};
fs.link = (from, to, done) => done(refused());
fs.promises.link = async () => {
  throw refused();
};
syncBuiltinESMExports();
