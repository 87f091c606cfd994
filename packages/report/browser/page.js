// The page's own script: puts a live chart where a still one stands. Without it, everything is still there to read.
/* global vega */
(() => {
  'use strict';
  const { charts, datasets } = JSON.parse(document.getElementById('chart-data').textContent);
  const narrow = window.matchMedia('(max-width: 720px)');
  const live = new Map();

  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  document.body.append(tip);

  const line = (name, value) => {
    const row = document.createElement('div');
    const term = document.createElement('span');
    term.textContent = name;
    const text = document.createElement('b');
    text.textContent = value;
    row.append(term, text);
    return row;
  };

  // The runs behind each cell, from the table of manifests: every point of a plot leads there.
  let cells;
  const runsOf = (datum) => {
    if (!cells) {
      cells = new Map();
      for (const row of document.querySelectorAll('#manifests tbody tr')) {
        const there = cells.get(row.dataset.cell);
        if (there) there.push(row);
        else cells.set(row.dataset.cell, [row]);
      }
    }
    const keys = Array.isArray(datum?.uses) ? datum.uses : [`${datum?.condition}/${datum?.images}`];
    const rows = keys.flatMap((key) => cells.get(key) ?? []);
    const one = datum?.replicate;
    return one === undefined || one === null ? rows : rows.filter((row) => Number(row.dataset.replicate) === one);
  };

  const column = (row, index) => row.children[index].textContent;
  const differing = (rows, index) => [...new Set(rows.map((row) => column(row, index)))];

  /** What a tip says of the runs behind a point. */
  const provenance = (rows) => {
    if (rows.length === 0) return [];
    const digests = rows.map((row) => column(row, 5).slice(0, 12));
    const more = digests.length > 3 ? ` and ${digests.length - 3} more` : '';
    return [
      [rows.length === 1 ? 'Manifest' : 'Manifests', `${digests.slice(0, 3).join(', ')}${more}`],
      ['Data', differing(rows, 3).join(', ')],
      ['Code', differing(rows, 4).join(', ')],
    ];
  };

  /** Puts the runs behind a point under its chart. */
  function showRuns(figure, rows) {
    const host = figure.parentElement.querySelector('.behind');
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
    const table = document.createElement('table');
    const body = document.createElement('tbody');
    for (const row of rows) {
      const copy = row.cloneNode(true);
      copy.removeAttribute('id');
      body.append(copy);
    }
    table.append(document.querySelector('#manifests thead').cloneNode(true), body);
    scroll.append(table);
    host.replaceChildren(title, scroll);
  }

  const showTip = (_handler, event, item, value) => {
    const shownValues = value && typeof value === 'object' ? Object.entries(value) : [];
    tip.hidden = shownValues.length === 0;
    if (tip.hidden) return;
    const entries = [...shownValues, ...provenance(runsOf(item?.datum))];
    const shown = entries.filter(([, text]) => text !== '' && text !== null && text !== 'null' && text !== 'NaN');
    tip.replaceChildren(...shown.map(([name, text]) => line(name, String(text))));
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, room))}px`;
    const below = event.clientY + 16;
    const above = event.clientY - tip.offsetHeight - 12;
    tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? Math.max(8, above) : below}px`;
  };

  const refuse = () => Promise.reject(new Error('a report loads nothing'));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} };

  const withData = (spec) => ({
    ...spec,
    data: (spec.data || []).map((entry) =>
      typeof entry.values === 'number' ? { ...entry, values: structuredClone(datasets[entry.values]) } : entry,
    ),
  });

  async function draw(figure) {
    const id = figure.dataset.chart;
    const layout = narrow.matches ? 'narrow' : 'wide';
    const host = figure.querySelector(`[data-layout="${layout}"]`);
    const controls = figure.querySelector('.controls');
    live.get(id)?.finalize();
    controls.replaceChildren();
    const stage = document.createElement('div');
    const runtime = vega.parse(withData(charts[id][layout]), undefined, { ast: true });
    const view = new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: 'svg', hover: true, loader });
    live.set(id, view);
    await view.tooltip(showTip).initialize(stage, controls).runAsync();
    host.replaceChildren(stage);
    const svg = stage.querySelector('svg');
    svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
    view.addEventListener('click', (_event, item) => {
      if (item?.datum && item.tooltip) showRuns(figure, runsOf(item.datum));
    });
    figure.dataset.live = layout;
  }

  async function drawAll() {
    for (const figure of document.querySelectorAll('[data-chart]')) await draw(figure);
    document.documentElement.dataset.charts = 'live';
  }

  window.addEventListener('scroll', () => (tip.hidden = true), { passive: true });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && (tip.hidden = true));
  let drawn = drawAll();
  narrow.addEventListener('change', () => (drawn = drawn.then(drawAll)));
})();
