// The menu of a figure: files to take away, numbers to copy, levels to leave out.
(() => {
  'use strict';
  const { Blob, getComputedStyle, Image, navigator, setTimeout, URL, XMLSerializer } = window;

  /** A list in one field; rows of a matrix are parted by semicolons. */
  const listed = (value) => value.map((item) => (Array.isArray(item) ? item.join(' ') : item)).join('; ');

  const quoted = (value) => {
    const text = value === null || value === undefined ? '' : Array.isArray(value) ? listed(value) : String(value);
    // What a spreadsheet would compute is text there, with an apostrophe in front.
    const inert = typeof value === 'string' && /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
    return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };

  const isData = (row) => row.is === undefined || row.is === 'mean' || row.is === 'replicate';
  const table = ({ columns }, rows, separator) =>
    [
      columns.map(([, title]) => quoted(title)),
      ...rows.filter(isData).map((row) => columns.map(([field]) => quoted(row[field]))),
    ]
      .map((cells) => cells.join(separator))
      .join('\r\n');

  function save(name, type, content) {
    const link = document.createElement('a');
    link.download = name;
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** The picture as a file of its own: colors instead of the page's variables, on its paper. */
  function svgOf(figure) {
    const shown = [...figure.querySelectorAll('.drawing svg')].find((each) => each.getClientRects().length > 0);
    const copy = shown.cloneNode(true);
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('font-family', 'system-ui, sans-serif');
    copy.style.background = value('--paper');
    for (const each of copy.querySelectorAll('[tabindex]')) each.removeAttribute('tabindex');
    return new XMLSerializer().serializeToString(copy).replace(/var\((--[\w-]+)\)/g, (_, name) => value(name));
  }

  async function savePng(name, svg) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    const scale = 2;
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    const context = canvas.getContext('2d');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(name, 'image/png', blob));
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from disk may not use the clipboard: the selection is copied instead.
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }

  const button = (text, action) => {
    const each = document.createElement('button');
    each.type = 'button';
    each.textContent = text;
    each.addEventListener('click', action);
    return each;
  };

  /** Check boxes for the levels of an axis; what is not checked is left out. */
  function levels({ field, title, values }, hidden, redraw) {
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = title;
    set.append(legend);
    for (const value of values) {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = true;
      box.addEventListener('change', () => {
        const out = hidden.get(field) ?? new Set();
        if (box.checked) out.delete(value);
        else out.add(value);
        hidden.set(field, out);
        redraw();
      });
      label.append(box, ` ${value}`);
      set.append(label);
    }
    return set;
  }

  /** Rows without the levels that a reader left out. */
  const kept = (rows, hidden) =>
    rows.filter((row) => [...hidden].every(([field, out]) => row[field] === undefined || !out.has(String(row[field]))));

  /** Adds the menu to a figure. @param redraw Draws it again, without the levels in `hidden`. */
  function add(figure, chart, rows, hidden, redraw) {
    const menu = document.createElement('details');
    menu.className = 'menu';
    const summary = document.createElement('summary');
    summary.textContent = 'Save, copy, filter';
    const body = document.createElement('div');
    const name = figure.dataset.file;
    const shown = () => kept(rows, hidden);
    const files = document.createElement('p');
    files.append(
      button('SVG', () => save(`${name}.svg`, 'image/svg+xml', svgOf(figure))),
      button('PNG', () => void savePng(`${name}.png`, svgOf(figure))),
      button('CSV', () => save(`${name}.csv`, 'text/csv', `${table(chart, shown(), ',')}\r\n`)),
      button('vega-lite', () =>
        save(
          `${name}.vl.json`,
          'application/json',
          JSON.stringify({ ...chart.source, datasets: { rows: shown() } }, null, 1),
        ),
      ),
    );
    const copied = button('Copy numbers', async () => {
      await copy(table(chart, shown(), '\t'));
      copied.textContent = 'Copied';
      setTimeout(() => (copied.textContent = 'Copy numbers'), 1500);
    });
    files.append(copied);
    body.append(files, ...chart.filters.map((filter) => levels(filter, hidden, redraw)));
    menu.append(summary, body);
    figure.parentElement.append(menu);
  }

  window.seedbed.menu = { add, kept };
})();
