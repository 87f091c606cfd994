// The runs behind a point: from its data to the rows of the table of manifests.
(() => {
  'use strict';
  let byIndex;
  const rowAt = (index) => {
    byIndex ??= new Map(
      [...document.querySelectorAll('#manifests tbody tr')].map((row) => [Number(row.dataset.run), row]),
    );
    return byIndex.get(index);
  };
  const behind = (datum) => (Array.isArray(datum?.runs) ? datum.runs.flatMap((index) => rowAt(index) ?? []) : []);
  const column = (row, index) => row.children[index].textContent;
  const differing = (rows, index) => [...new Set(rows.map((row) => column(row, index)))];

  /** What a tip says of the runs behind a point. */
  function words(datum) {
    const rows = behind(datum);
    if (rows.length === 0) return [];
    const digests = rows.map((row) => column(row, 5).slice(0, 12));
    const more = digests.length > 3 ? ` and ${digests.length - 3} more` : '';
    return [
      [rows.length === 1 ? 'Manifest' : 'Manifests', `${digests.slice(0, 3).join(', ')}${more}`],
      ['Data', differing(rows, 3).join(', ')],
      ['Code', differing(rows, 4).join(', ')],
    ];
  }

  const cell = (kind, ...content) => {
    const each = document.createElement(kind);
    each.append(...content);
    return each;
  };

  /** The command that prints the manifest of a run. */
  function command(row) {
    const code = document.createElement('code');
    code.textContent = `seedbed show ${column(row, 7).slice(0, 16)}`;
    return code;
  }

  function tableOf(rows) {
    const table = document.createElement('table');
    const head = document.querySelector('#manifests thead').cloneNode(true);
    head.rows[0].insertBefore(cell('th', 'To see it'), head.rows[0].children[3]);
    const body = document.createElement('tbody');
    for (const row of rows) {
      const copy = row.cloneNode(true);
      copy.removeAttribute('id');
      const link = document.createElement('a');
      link.href = `#${row.id}`;
      link.textContent = column(row, 0);
      copy.children[0].replaceChildren(link);
      copy.insertBefore(cell('td', command(row)), copy.children[3]);
      body.append(copy);
    }
    table.append(head, body);
    return table;
  }

  /** Puts the runs behind a point under its chart. */
  function show(figure, datum) {
    const host = figure.parentElement.querySelector('.behind');
    const rows = behind(datum);
    if (rows.length === 0) return host.replaceChildren();
    const title = document.createElement('p');
    title.textContent = `${rows.length === 1 ? 'The manifest' : `The ${rows.length} manifests`} behind this point. `;
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', () => host.replaceChildren());
    title.append(close);
    const scroll = document.createElement('div');
    scroll.className = 'scroll';
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', 'Manifests behind this point');
    scroll.append(tableOf(rows));
    host.replaceChildren(title, scroll);
  }

  window.seedbed.runs = { words, show };
})();
