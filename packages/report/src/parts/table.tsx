import type { ComponentChildren } from 'preact';

export interface Column {
  readonly title: string;
  /** Numbers are set flush right in figures of one width. */
  readonly numeric?: boolean;
  /** Digests and the like. */
  readonly code?: boolean;
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly ComponentChildren[])[];
}

const classOf = (column: Column | undefined) => (column?.numeric ? 'number' : column?.code ? 'digest' : undefined);

/** A table that scrolls sideways by itself, by keyboard too, so that the page never does. */
export function Table({ label, columns, rows }: TableProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th scope="row" class={classOf(columns[index])}>
                    {cell}
                  </th>
                ) : (
                  <td class={classOf(columns[index])}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
