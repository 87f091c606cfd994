export { arrays } from './arrays/arrays.js';
export { columnsOf, table } from './table/table.js';
