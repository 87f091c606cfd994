// Lists every folder in an order of its own, another one in each process, as file systems may.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { random } = Math;
const shuffled = (entries) =>
  entries
    .map((entry) => [random(), entry])
    .sort(([one], [other]) => one - other)
    .map(([, entry]) => entry);

const { readdirSync, readdir } = fs;
const { readdir: readdirPromise } = fs.promises;
fs.readdirSync = (...words) => shuffled(readdirSync(...words));
fs.readdir = (...words) => {
  const done = words.pop();
  readdir(...words, (error, entries) => done(error, entries && shuffled(entries)));
};
fs.promises.readdir = async (...words) => shuffled(await readdirPromise(...words));
// Nothing here walks folders entry by entry; whoever begins to must shuffle it here.
const refused = () => {
  throw new TypeError('opendir is not shuffled');
};
fs.opendirSync = fs.opendir = fs.promises.opendir = refused;
syncBuiltinESMExports();
