/* Names that want to be something else where they are written, and readers that see whether they became it. */

export const payloads = [
  ...['<script>alert(1)</script>', '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><b>', "' onload='x", '<!--', ']]>', '&lt;b&gt;', '</style>', '</title><i>', 'javascript:alert(1)', '<svg/onload=x>', '\u2028</text>', '{{7*7}}', '${7*7}', 'datum.x', 'url(#x)', '\u003cb>'], // prettier-ignore
  ...['=1+1', '+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', ' =1', '=cmd|\' /C calc\'!A0', 'a,=1', 'a;=1', '"=1', 'x"\n=1,', '=HYPERLINK("x")', 'a\r\n=1', '－1', '\u00a0=1'], // prettier-ignore
  ...['\\input{/etc/passwd}', '\\write18{id}', '}', '{', '{{}', '}}, note = {{x', '%', '$x$', '&', '\\\\', '\\', '#1', '~^_', '\n\n', '@misc{x,', '\\end{document}', '^^5c', '\\}', 'a\n% b'], // prettier-ignore
  ...['$(id)', '`id`', '; id', '| id', "'; id; '", "'", '"', '\\\'', '\n#SBATCH --wrap=id\n', '$IFS', '&& id', '> x', '!!', '*', '~', '-rf', '--wrap=id', '%j', '%%', '\u0001', '\x1b[31m'], // prettier-ignore
  ...[
    '../../evil',
    '/etc/evil',
    'con',
    '.',
    '..',
    '__proto__',
    'constructor',
    'toString',
    '\u202egpj',
    '\ud800',
    '\ufeff',
    '',
    ' ',
    'x'.repeat(3000),
  ],
];

/** One to three of them, joined. */
export const hostileName = (random) =>
  Array.from({ length: 1 + random.skewed(3) }, () => random.pick(payloads)).join(random.pick(['', '', ' ', 'a']));

const raw = /^(script|style)$/i;

/** Every element of a page with the names of its attributes, as a browser sees them, and how often. */
export function elementsIn(html) {
  const counts = {};
  const count = (what) => (counts[what] = (counts[what] ?? 0) + 1);
  const tag = /<(!--|![a-z]|\/?[a-z][^\s/>]*)/gi;
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    if (found[1] === '!--') {
      count('a comment');
      continue;
    }
    const attributes = [];
    const attribute = /\s*(?:(\/?>)|([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?|\/)/gy;
    attribute.lastIndex = tag.lastIndex;
    for (let each = attribute.exec(html); each && !each[1]; each = attribute.exec(html)) {
      if (each[2]) attributes.push(each[2]);
      if (/^(href|src|action|http-equiv)$/i.test(each[2] ?? '') && !/^"(#|https:\/\/doi\.org\/|data:application\/json;base64,|Content-Security-Policy"|refresh")/.test(each[3])) count(`an address ${each[3].slice(0, 40)}`); // prettier-ignore
      tag.lastIndex = attribute.lastIndex;
    }
    count(`<${[found[1].toLowerCase(), ...attributes.sort()].join(' ')}>`);
    if (!raw.test(found[1])) continue;
    const end = html.toLowerCase().indexOf(`</${found[1].toLowerCase()}`, tag.lastIndex);
    tag.lastIndex = end < 0 ? html.length : end;
  }
  return counts;
}

/** RFC 4180. */
export function csvRows(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  for (let found = cell.exec(text); found && cell.lastIndex < text.length; found = cell.exec(text)) {
    rows.at(-1).push({ text: found[1]?.replaceAll('""', '"') ?? found[2], quoted: found[1] !== undefined });
    if (found[3] !== ',') rows.push([]);
    if (found[0] === '') break;
  }
  return rows;
}

/** What a spreadsheet would compute. */
export const isFormula = ({ text }) =>
  /^[\s\u00a0]*[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);

/** Words of a POSIX shell's line in which everything is quoted with apostrophes. @returns null where something is not. */
export function shellWords(line) {
  const words = [];
  const word = /(?:'([^']*)'|(\\'))+(?: |$)/gy;
  let at = 0;
  for (let found = word.exec(line); found; found = word.exec(line)) {
    at = word.lastIndex;
    words.push(found[0].replace(/ $/, '').replace(/'([^']*)'|\\'/g, (each, inner) => inner ?? "'"));
    if (at === line.length) break;
  }
  return at === line.length ? words : null;
}

/** Commands of LaTeX and what separates cells, and how often; what stands for single characters does not count. */
export function latexTokens(text) {
  const standing =
    /\\(textbackslash|textasciitilde|textasciicircum|textless|textgreater|textbraceleft|textbraceright)\{\}|\\[{}#$%&_]|\$-\$|\$\\cdot\$/g;
  const rest = text.replace(standing, '');
  const counts = { lines: text.split('\n').length };
  for (const token of rest.match(/\\[a-zA-Z]+|\\.|[&%#~^_$]/g) ?? []) counts[token] = (counts[token] ?? 0) + 1;
  let depth = 0;
  for (const brace of rest.match(/[{}]/g) ?? [])
    if ((depth += brace === '{' ? 1 : -1) < 0) counts['a brace too many'] = 1;
  return { ...counts, depth };
}

/** Entries of BibTeX with their fields, as BibTeX counts braces: a backslash in front of one changes nothing. */
export function bibtexFields(text) {
  const fields = [];
  let depth = 0;
  let name = '';
  for (const character of text) {
    if (character === '{' && depth++ <= 1) fields.push(name.trim().replace(/^[,\n\s]+/, ''));
    if (character === '}') depth--;
    if (depth < 0) return ['a brace too many'];
    name = character === '{' || character === '}' ? '' : name + character;
  }
  return depth === 0 ? fields.map((each) => each.replace(/^.*,\s*/, '')) : ['a brace too few'];
}
